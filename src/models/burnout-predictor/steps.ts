import { normalCdf } from "../../stats/normal-distribution.ts";
import type { Estimate } from "../../stats/shrunken-mean.ts";
import type { ChangeFactor, Reference } from "./change.ts";
import { measureChange } from "./measure-change.ts";
import { HOLD_DAYS, RUN_SCALE, SCALES, STEP_MARGIN } from "./parameters.ts";
import { ASKED } from "./windows.ts";

/** Number of a factor's three limits that are exceeded. */
export type Step = 0 | 1 | 2 | 3;

const STEPS: readonly Step[] = [3, 2, 1];

/**
 * Step of a factor on the day asked about. A reached step is held for a while, so that a value near a limit does not
 * switch every day.
 *
 * When the two margins give different steps, the latest days are replayed instead of storing past steps. A state
 * advanced in one step therefore gives the same answer as one advanced day by day.
 */
export function heldStep(factor: ChangeFactor, reference: Reference, today: Estimate): Step {
  const entered = highestStep(factor, today, STEP_MARGIN.enter);
  const holdable = highestStep(factor, today, STEP_MARGIN.leave);
  if (entered === holdable) return entered;
  let held: Step = 0;
  for (let end = ASKED - HOLD_DAYS; end < ASKED; end += 1) {
    const change = measureChange(factor, reference, end);
    held = change === undefined ? 0 : nextStep(factor, change.estimate, held);
  }
  return nextStep(factor, today, held);
}

function nextStep(factor: ChangeFactor, estimate: Estimate, held: Step): Step {
  const entered = highestStep(factor, estimate, STEP_MARGIN.enter);
  if (entered >= held) return entered;
  const holdable = highestStep(factor, estimate, STEP_MARGIN.leave);
  return holdable < held ? holdable : held;
}

/** The highest step whose limit the true change exceeds by `margin` standard deviations. */
function highestStep(factor: ChangeFactor, { mean, sd }: Estimate, margin: number): Step {
  for (const step of STEPS) {
    if (mean - limitOf(factor, step) > margin * sd) return step;
  }
  return 0;
}

/** Probability of each step 0 … 3, given the estimate of the true change. */
export function stepProbabilities(
  factor: ChangeFactor,
  estimate: Estimate,
): readonly [number, number, number, number] {
  const above = (step: Step) =>
    normalCdf((estimate.mean - limitOf(factor, step)) / Math.max(1e-9, estimate.sd));
  const first = above(1);
  const second = above(2);
  const third = above(3);
  return [1 - first, first - second, second - third, third];
}

function limitOf(factor: ChangeFactor, step: Step): number {
  return SCALES[factor].limits[step - 1] ?? Number.POSITIVE_INFINITY;
}

export function scoreOf(factor: ChangeFactor, step: Step): number {
  return step === 0 ? 0 : (SCALES[factor].scores[step - 1] ?? 0);
}

/** The step of a run of days. A run is counted exactly, so nothing is estimated. */
export function runStep(days: number): Step {
  for (const step of STEPS) {
    if (days > (RUN_SCALE.limits[step - 1] ?? 0)) return step;
  }
  return 0;
}

export function runScore(step: Step): number {
  return step === 0 ? 0 : (RUN_SCALE.scores[step - 1] ?? 0);
}
