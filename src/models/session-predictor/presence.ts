import { COUNTS } from "./parameters.ts";

/** Probabilities that the person is present, away for days, or away for weeks. They sum to 1. */
export interface Presence {
  present: number;
  shortlyAway: number;
  longAway: number;
}

/** After this many steps the chain has reached its stationary distribution. */
const SETTLED_STEPS = 1000;

/** Probability that an absence begins on a given day, 0–1. */
export function absenceRate(state: {
  readonly absences: number;
  readonly daysAtRisk: number;
}): number {
  return state.absences / state.daysAtRisk;
}

/**
 * One step of the Markov chain: absences begin and end. Writes the next day's probabilities into `target`, which may be
 * `from` itself.
 * @param rate probability that an absence begins, 0–1
 */
export function stepPresence(from: Presence, rate: number, target: Presence): void {
  const leaving = rate * (1 - COUNTS.longAbsenceShare);
  const leavingForLong = rate * COUNTS.longAbsenceShare;
  const { present, shortlyAway, longAway } = from;
  target.present =
    present * (1 - leaving - leavingForLong) +
    shortlyAway * COUNTS.shortAbsenceEndRate +
    longAway * COUNTS.longAbsenceEndRate;
  target.shortlyAway = shortlyAway * (1 - COUNTS.shortAbsenceEndRate) + present * leaving;
  target.longAway = longAway * (1 - COUNTS.longAbsenceEndRate) + present * leavingForLong;
}

/** Writes the probabilities `days` days later into `target`. */
export function presenceAfter(from: Presence, rate: number, days: number, target: Presence): void {
  target.present = from.present;
  target.shortlyAway = from.shortlyAway;
  target.longAway = from.longAway;
  const steps = Math.min(days, SETTLED_STEPS);
  for (let step = 0; step < steps; step++) stepPresence(target, rate, target);
}
