import { setImmediate as nextTurn } from "node:timers/promises";
import type { NewSession } from "../domain/session.ts";
import type { HistoryReader } from "../profiles/history-reader.ts";
import { DATE_MARGIN_DAYS, sessionsByDay } from "../profiles/replay.ts";
import type { SessionLength } from "../repositories/session-reads.ts";
import type { LearningRow } from "../repositories/session-repository.ts";
import { overallWellness } from "../services/wellness/overall-wellness.ts";
import { type EpochDay, MS_PER_DAY } from "../time/calendar.ts";
import type { Zone } from "../time/zone.ts";
import { type DemoHistory, type DemoRequest, demoDays, joinDays } from "./generate-demo.ts";

/** Sessions that are learned, and days that are invented, before other work has its turn: some milliseconds. */
const CHUNK = 30;

/** The same year as `generateDemo` makes; other work of the process has its turn in between. */
export async function inventYear(request: DemoRequest): Promise<DemoHistory> {
  const days: DemoHistory[] = [];
  for (const day of demoDays(request)) {
    days.push(day);
    if (days.length % CHUNK === 0) await nextTurn();
  }
  return joinDays(days);
}

/** Invented sessions in the form in which stored ones are read. Nothing of them is in a database. */
export function inventedHistory({ sessions, checkins }: DemoHistory): HistoryReader {
  const rows = sessions.map(learningRow);
  const overall = new Map(checkins.map((checkin) => [checkin.day, overallWellness(checkin)]));
  return {
    hasLater: async () => false,
    days(_userId, cut, fromDay, toDay) {
      const first = (fromDay ?? Number.NEGATIVE_INFINITY) - DATE_MARGIN_DAYS;
      const last = toDay + DATE_MARGIN_DAYS;
      const asked = rows.filter(({ endedAtMs }) => {
        const day = endedAtMs / MS_PER_DAY;
        return day >= first && day <= last;
      });
      return sessionsByDay(inTurns(asked), cut, (day) => overall.get(day) ?? null);
    },
  };
}

/** The number of completed sessions by their length in whole tens of minutes, from a day on. */
export function inventedLengths(
  sessions: readonly NewSession[],
  fromDay: EpochDay,
  zone: Zone,
): readonly SessionLength[] {
  const counts = new Map<number, number>();
  for (const { startedAtMs, durationSeconds, completed } of sessions) {
    if (!completed || zone.localAt(startedAtMs).day < fromDay) continue;
    const tens = Math.floor(durationSeconds / 600);
    counts.set(tens, (counts.get(tens) ?? 0) + 1);
  }
  return [...counts].map(([tens, count]) => ({ tens, sessions: count })).sort(byLength);
}

function byLength(a: SessionLength, b: SessionLength): number {
  return a.tens - b.tens;
}

function learningRow(session: NewSession): LearningRow {
  const { id, startedAtMs, durationSeconds, preset, category, rating, completed } = session;
  const endedAtMs = startedAtMs + durationSeconds * 1000;
  return { id, startedAtMs, endedAtMs, durationSeconds, preset, category, rating, completed };
}

async function* inTurns(rows: readonly LearningRow[]): AsyncGenerator<readonly LearningRow[]> {
  for (let from = 0; from < rows.length; from += CHUNK) {
    yield rows.slice(from, from + CHUNK);
    await nextTurn();
  }
}
