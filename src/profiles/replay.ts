import type { LearnedSession } from "../models/model.ts";
import type { LearningRow } from "../repositories/session-repository.ts";
import type { EpochDay } from "../time/calendar.ts";
import type { DayCut } from "../time/local-day.ts";
import { toLearnedSession, type WellnessOn } from "./learned-session.ts";

/**
 * The largest distance in days from a session's day to its stored date, that of its end: one for a session across
 * midnight, one for a late day start, two for a row whose wall clock belongs to another zone.
 */
export const DATE_MARGIN_DAYS = 4;

/** All sessions of one of the person's days, in the order of (startedAtMs, id). */
export interface DayOfSessions {
  readonly day: EpochDay;
  readonly sessions: readonly LearnedSession[];
}

/**
 * Regroups rows ordered by their end into days ordered by start. It buffers only as many days as the margin requires, so
 * memory is constant for any history.
 */
export async function* sessionsByDay(
  chunks: AsyncIterable<readonly LearningRow[]>,
  cut: DayCut,
  wellnessOn?: WellnessOn,
): AsyncGenerator<DayOfSessions> {
  const open = new Map<EpochDay, LearnedSession[]>();
  let newestDay = Number.NEGATIVE_INFINITY;
  for await (const chunk of chunks) {
    for (const row of chunk) {
      const session = toLearnedSession(row, cut, wellnessOn);
      const sameDay = open.get(session.day);
      if (sameDay === undefined) open.set(session.day, [session]);
      else sameDay.push(session);
      if (session.day > newestDay) newestDay = session.day;
    }
    yield* takeDays(open, newestDay - DATE_MARGIN_DAYS);
  }
  yield* takeDays(open, Number.POSITIVE_INFINITY);
}

function* takeDays(
  open: Map<EpochDay, LearnedSession[]>,
  before: number,
): Generator<DayOfSessions> {
  const days = [...open.keys()].filter((day) => day < before).sort((a, b) => a - b);
  for (const day of days) {
    const sessions = open.get(day) ?? [];
    open.delete(day);
    sessions.sort(byStart);
    yield { day, sessions };
  }
}

function byStart(a: LearnedSession, b: LearnedSession): number {
  if (a.startedAtMs !== b.startedAtMs) return a.startedAtMs - b.startedAtMs;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
