import { at } from "../../stats/at.ts";
import { COUNTS } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** What both views say about one weekday, each as the probability of working on it when present. */
export interface Activity {
  quick: number;
  slow: number;
  /** Their mixture, weighted by how well each has done. */
  mixed: number;
}

/** How likely is it that this person, when present, works on this weekday (0 = Monday)? */
export function activityInto(state: SessionPredictorState, weekday: number, target: Activity): void {
  const overall = state.activeDays / state.presentDays;
  target.quick = clipped(
    (at(state.quickActive, weekday) + COUNTS.quickActivityPseudoDays * overall) /
      (at(state.quickDays, weekday) + COUNTS.quickActivityPseudoDays),
  );
  target.slow = clipped(
    (at(state.slowActive, weekday) + COUNTS.slowActivityPseudoDays * overall) /
      (at(state.slowDays, weekday) + COUNTS.slowActivityPseudoDays),
  );
  const quickShare = 1 / (1 + Math.exp(state.slowLogWeight - state.quickLogWeight));
  target.mixed = quickShare * target.quick + (1 - quickShare) * target.slow;
}

/**
 * Moves a probability by the person's momentum: more active days of late than expected, and busier ones.
 * @param ahead days after the last closed day, 0 for the next one; momentum fades with it
 */
export function withMomentum(state: SessionPredictorState, probability: number, ahead: number): number {
  const run =
    (state.activityRun - state.activityRunExpected) / (state.activityRunVariance + 1);
  const logit =
    Math.log(probability / (1 - probability)) +
    COUNTS.activityRunEffect * run * COUNTS.activityRunFade ** ahead +
    COUNTS.surpriseOnActivity * state.surprise * COUNTS.surpriseFade ** ahead;
  return 1 / (1 + Math.exp(-logit));
}

/** Takes in whether a day was active; `present` is the probability that the person was there, given that. */
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
  state.quickActive[weekday] = at(state.quickActive, weekday) * quick + worked;
  state.quickDays[weekday] = at(state.quickDays, weekday) * quick + present;
  state.slowActive[weekday] = at(state.slowActive, weekday) * slow + worked;
  state.slowDays[weekday] = at(state.slowDays, weekday) * slow + present;
  state.activeDays = state.activeDays * COUNTS.activityDecay + worked;
  state.presentDays = state.presentDays * COUNTS.activityDecay + present;
}

function clipped(probability: number): number {
  if (probability < COUNTS.leastActivity) return COUNTS.leastActivity;
  return probability > 1 - COUNTS.leastActivity ? 1 - COUNTS.leastActivity : probability;
}
