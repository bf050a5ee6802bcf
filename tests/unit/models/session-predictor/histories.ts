import fc from "fast-check";
import type { AskedMoment, LearnedSession } from "../../../../src/models/model.ts";
import { sessionPredictor } from "../../../../src/models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../../../../src/models/session-predictor/state.ts";
import { learnedSession } from "../../../support/learned-session.ts";

export const FIRST_DAY = 20_000;

/** A day of an arbitrary history: so many days after the one before, with sessions at these minutes. */
interface DrawnDay {
  readonly gap: number;
  readonly minutes: readonly number[];
}

const drawnDays = fc.array(
  fc.record({
    gap: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 1, max: 3 }) },
      fc.integer({ min: 4, max: 60 }),
    ),
    minutes: fc.oneof(
      { weight: 8, arbitrary: fc.array(fc.integer({ min: 0, max: 1439 }), { maxLength: 9 }) },
      fc.array(fc.integer({ min: 0, max: 1439 }), { minLength: 61, maxLength: 70 }),
    ),
  }),
  { maxLength: 40 },
);

/** Arbitrary histories, in the order of learning; some sessions unrated or given up, some outlasting their day. */
export const histories: fc.Arbitrary<LearnedSession[]> = fc
  .tuple(drawnDays, fc.infiniteStream(fc.integer({ min: 0, max: 99 })))
  .map(([days, dice]) => toSessions(days, () => dice.next().value ?? 0));

function toSessions(days: readonly DrawnDay[], roll: () => number): LearnedSession[] {
  let day = FIRST_DAY;
  return days.flatMap(({ gap, minutes }) => {
    day += gap;
    const starts = [...minutes].sort((a, b) => a - b);
    return starts.map((startMinute, index) =>
      learnedSession({
        id: `${day}-${String(index).padStart(3, "0")}`,
        day,
        startMinute,
        durationMinutes: 1 + roll(),
        rating: roll() < 40 ? null : roll(),
        completed: roll() < 90,
      }),
    );
  });
}

/** The state after these sessions. */
export function learn(sessions: readonly LearnedSession[]): SessionPredictorState {
  const state = sessionPredictor.empty();
  for (const session of sessions) sessionPredictor.learnInto(state, session);
  return state;
}

/** A regular person: `perDay` sessions from nine o'clock on, Monday to Friday, for so many days from a Monday on. */
export function regularWeeks(days: number, perDay = 4): LearnedSession[] {
  // 1970-01-05 was a Monday.
  const monday = 4 + 7 * 2856;
  return Array.from({ length: days }, (_, index) => monday + index).flatMap((day, index) =>
    index % 7 >= 5
      ? []
      : Array.from({ length: perDay }, (_, nth) =>
          learnedSession({ day, startMinute: 540 + nth * 60, rating: 80 }),
        ),
  );
}

export function asked(day: number, minute = 0): AskedMoment {
  return { day, minute, wallHour: Math.floor(minute / 60) };
}
