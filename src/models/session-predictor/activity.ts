import { COUNTS } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** Two estimates for one weekday. Each is the probability of working on it, given presence. */
export interface Activity {
  quick: number;
  slow: number;
  /** Mixture of the two, weighted by their past likelihood. */
  mixed: number;
}

/** Probability that this person works on this weekday (0 = Monday), given presence. */
export function activityInto(
  state: SessionPredictorState,
  weekday: number,
  target: Activity,
): void {
  const overall = state.activeDays / state.presentDays;
  const like = onLikeWeekdays(state, weekday, overall);
  target.quick = clipped(
    ((state.quickActive[weekday] ?? 0) + COUNTS.quickActivityPseudoDays * like) /
      ((state.quickDays[weekday] ?? 0) + COUNTS.quickActivityPseudoDays),
  );
  target.slow = clipped(
    ((state.slowActive[weekday] ?? 0) + COUNTS.slowActivityPseudoDays * overall) /
      ((state.slowDays[weekday] ?? 0) + COUNTS.slowActivityPseudoDays),
  );
  const quickShare = 1 / (1 + Math.exp(state.slowLogWeight - state.quickLogWeight));
  target.mixed = quickShare * target.quick + (1 - quickShare) * target.slow;
}

/**
 * Probability of working on weekdays of the same class together (working week or weekend). After one free Saturday a
 * free Sunday is likely too. This matters in the first weeks, while a single weekday has hardly been observed.
 */
function onLikeWeekdays(state: SessionPredictorState, weekday: number, overall: number): number {
  const [first, last] = weekday < 5 ? [0, 4] : [5, 6];
  let active = COUNTS.weekdayClassPseudoDays * overall;
  let days = COUNTS.weekdayClassPseudoDays;
  for (let other = first; other <= last; other++) {
    active += state.quickActive[other] ?? 0;
    days += state.quickDays[other] ?? 0;
  }
  return active / days;
}

/**
 * Adjusts a probability for momentum: recent days were more often active, or busier, than expected.
 * @param ahead days after the last closed day, 0 for the next one; the effect of momentum decreases with it
 */
export function withMomentum(
  state: SessionPredictorState,
  probability: number,
  ahead: number,
): number {
  const run = (state.activityRun - state.activityRunExpected) / (state.activityRunVariance + 1);
  const logit =
    Math.log(probability / (1 - probability)) +
    COUNTS.activityRunEffect * run * COUNTS.activityRunFade ** ahead +
    COUNTS.surpriseOnActivity * state.surprise * COUNTS.surpriseFade ** ahead;
  return 1 / (1 + Math.exp(-logit));
}

/** Learns whether a day was active. `present` is the posterior probability of presence, given that. */
export function learnActivity(
  state: SessionPredictorState,
  weekday: number,
  active: boolean,
  present: number,
  before: Activity,
): void {
  const worked = active ? 1 : 0;
  state.quickLogWeight =
    COUNTS.viewMemory * state.quickLogWeight +
    present * Math.log(active ? before.quick : 1 - before.quick);
  state.slowLogWeight =
    COUNTS.viewMemory * state.slowLogWeight +
    present * Math.log(active ? before.slow : 1 - before.slow);
  const quick = COUNTS.quickActivityDecayPerOccurrence;
  const slow = COUNTS.slowActivityDecayPerOccurrence;
  state.quickActive[weekday] = (state.quickActive[weekday] ?? 0) * quick + worked;
  state.quickDays[weekday] = (state.quickDays[weekday] ?? 0) * quick + present;
  state.slowActive[weekday] = (state.slowActive[weekday] ?? 0) * slow + worked;
  state.slowDays[weekday] = (state.slowDays[weekday] ?? 0) * slow + present;
  state.activeDays = state.activeDays * COUNTS.activityDecay + worked;
  state.presentDays = state.presentDays * COUNTS.activityDecay + present;
}

function clipped(probability: number): number {
  return Math.min(1 - COUNTS.leastActivity, Math.max(COUNTS.leastActivity, probability));
}
