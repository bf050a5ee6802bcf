import fc from "fast-check";
import { PRESETS } from "../../src/domain/session.ts";
import type { AskedMoment, LearnedSession } from "../../src/models/model.ts";
import type { EpochDay } from "../../src/time/calendar.ts";
import { learnedSession } from "./learned-session.ts";

/** 2025-01-06, a Monday. */
export const FIRST_DAY: EpochDay = 20_094;

/** Puts sessions into the order in which models learn them. */
export function inOrder(given: readonly Partial<LearnedSession>[]): LearnedSession[] {
  return given
    .map((some) => learnedSession(some))
    .sort((a, b) => a.startedAtMs - b.startedAtMs)
    .map((session, index) => ({ ...session, id: String(index).padStart(12, "0") }));
}

const CATEGORIES = ["Coding", "Learning", "Other", "__proto__", "constructor", "Čeština 🍅"];
const OWN_PRESETS = ["standard", "toString"];

const ratings = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100) },
  { weight: 1, arbitrary: fc.constantFrom(0, 100) },
);

const sketches = fc.record({
  startMinute: fc.integer({ min: 0, max: 1439 }),
  durationMinutes: fc.oneof(
    fc.constantFrom(25, 45, 52, 90),
    fc.integer({ min: 1, max: 86_400 }).map((seconds) => seconds / 60),
  ),
  preset: fc.constantFrom(...PRESETS, ...OWN_PRESETS),
  category: fc.constantFrom(...CATEGORIES),
  rating: ratings,
  completed: fc.boolean(),
});

/** Believable histories of up to `most` sessions: days with several, gaps of days or years, equal instants. */
export function histories(most = 60, longestGapDays = 800): fc.Arbitrary<LearnedSession[]> {
  const gaps = fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) },
    { weight: 1, arbitrary: fc.integer({ min: 7, max: longestGapDays }) },
  );
  return fc.array(fc.tuple(gaps, sketches), { maxLength: most }).map((list) => {
    let day = FIRST_DAY;
    return inOrder(
      list.map(([gapDays, sketch]) => {
        day += gapDays;
        return { ...sketch, day };
      }),
    );
  });
}

/** A moment on a day that began at midnight. */
export function momentOn(day: EpochDay, minute = 600): AskedMoment {
  return { day, minute, wallHour: Math.floor(minute / 60) };
}

export function lastDayOf(sessions: readonly LearnedSession[]): EpochDay {
  return sessions.at(-1)?.day ?? FIRST_DAY;
}
