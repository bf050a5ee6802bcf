import type { LearnedSession } from "../models/model.ts";
import type { LearningRow } from "../repositories/session-repository.ts";
import { type EpochDay, MINUTES_PER_DAY } from "../time/calendar.ts";
import { type DayCut, dayMomentAt } from "../time/local-day.ts";

/** Overall wellness of a day's check-in, 0–100; null without a check-in. */
export type WellnessOn = (day: EpochDay) => number | null;

const noWellness: WellnessOn = () => null;

/** A longer session is a forgotten timer. Other programs can write one by SQL; the API refuses it. */
const MAX_MINUTES = MINUTES_PER_DAY;
/** One second, the resolution of the tables. */
const MIN_MINUTES = 1 / 60;

/**
 * Turns a stored row into the input of the models: local facts in the person's days. A start more than a day before the
 * end is moved to one day before it, so that the row's date bounds the days that it can affect. The replay after a change
 * relies on that bound.
 */
export function toLearnedSession(
  row: LearningRow,
  cut: DayCut,
  wellnessOn: WellnessOn = noWellness,
): LearnedSession {
  const durationMinutes = Math.min(MAX_MINUTES, Math.max(MIN_MINUTES, row.durationSeconds / 60));
  const startedAtMs = row.endedAtMs - Math.round(durationMinutes * 60_000);
  const start = dayMomentAt(startedAtMs, cut);
  return {
    id: row.id,
    startedAtMs,
    day: start.day,
    startMinute: start.minute,
    knownMinute: start.minute + durationMinutes,
    startHour: start.wallHour,
    durationMinutes,
    preset: row.preset,
    category: row.category,
    rating: row.rating,
    completed: row.completed,
    wellness: wellnessOn(start.day),
  };
}
