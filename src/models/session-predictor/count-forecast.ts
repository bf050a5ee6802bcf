import { katzInto } from "../../stats/katz.ts";
import { type Activity, activityInto, withMomentum } from "./activity.ts";
import { dispersionOf, levelOf, meanBeyondFirst, surpriseFactor, weekdayFactor } from "./level.ts";
import { COUNT_BINS, COUNTS, LARGEST_COUNT } from "./parameters.ts";
import { absenceRate, type Presence, presenceAfter } from "./presence.ts";
import type { SessionPredictorState } from "./state.ts";

/** A forecast of one day and the parts it was made of; filled by `forecastCounts` and meant to be reused. */
export interface CountForecast {
  readonly presence: Presence;
  readonly activity: Activity;
  level: number;
  factor: number;
  dispersion: number;
  /** Probability that the day is active at all. */
  active: number;
  /** Probabilities of 0 … 60: the parametric part, and its mixture with what happened on such days. */
  readonly parametric: Float64Array;
  readonly mixed: Float64Array;
}

export function newCountForecast(): CountForecast {
  return {
    presence: { present: 1, shortlyAway: 0, longAway: 0 },
    activity: { quick: 0, slow: 0, mixed: 0 },
    level: 0,
    factor: 1,
    dispersion: 0,
    active: 0,
    parametric: new Float64Array(COUNT_BINS),
    mixed: new Float64Array(COUNT_BINS),
  };
}

const beyondFirst = new Float64Array(LARGEST_COUNT);

/**
 * How many sessions will there be on a coming day, before calibration?
 *
 * @param weekday 0 = Monday … 6 = Sunday, of the day forecast
 * @param ahead 0 for the day after the last closed one
 * @param target overwritten
 */
export function forecastCounts(
  state: SessionPredictorState,
  weekday: number,
  ahead: number,
  target: CountForecast,
): void {
  presenceAfter(state, absenceRate(state), ahead + 1, target.presence);
  activityInto(state, weekday, target.activity);
  target.level = levelOf(state);
  target.factor = weekdayFactor(state, weekday, target.level);
  target.dispersion = dispersionOf(state);
  target.active = target.presence.present * withMomentum(state, target.activity.mixed, ahead);

  const mean = meanBeyondFirst(target.level * target.factor * surpriseFactor(state, ahead));
  katzInto(beyondFirst, mean, Math.max(COUNTS.leastDispersionIndex, 1 + target.dispersion * mean));
  const { parametric, mixed } = target;
  const parametricShare = 1 - COUNTS.poolShare - COUNTS.residualShare;
  parametric[0] = 1 - target.active;
  mixed[0] = parametricShare * (parametric[0] ?? 0);
  for (let count = 1; count < COUNT_BINS; count++) {
    const probability = target.active * (beyondFirst[count - 1] ?? 0);
    parametric[count] = probability;
    mixed[count] = parametricShare * probability;
  }
  addPool(state, weekday, target);
  addResiduals(state, ahead, target);
}

/** Adds what happened on this weekday before, leaning on the last weeks where that is little. */
function addPool(state: SessionPredictorState, weekday: number, target: CountForecast): void {
  const { parametric, mixed } = target;
  const row = weekday * COUNT_BINS;
  let rowSum = 0;
  let recentSum = 0;
  for (let count = 0; count < COUNT_BINS; count++) {
    rowSum += state.weekdayCounts[row + count] ?? 0;
    recentSum += state.recentCounts[count] ?? 0;
  }
  const scale = COUNTS.poolShare / (rowSum + COUNTS.recentPseudoDays);
  const recentScale = scale * COUNTS.recentPseudoDays;
  for (let count = 0; count < COUNT_BINS; count++) {
    const general =
      recentSum > 0 ? (state.recentCounts[count] ?? 0) / recentSum : (parametric[count] ?? 0);
    mixed[count] =
      (mixed[count] ?? 0) + scale * (state.weekdayCounts[row + count] ?? 0) + recentScale * general;
  }
}

/** Adds the same weekday's last count, spread as such counts have differed from week to week. */
function addResiduals(state: SessionPredictorState, ahead: number, target: CountForecast): void {
  const { residuals } = state;
  const { parametric, mixed } = target;
  let sum = 0;
  for (let bin = 0; bin < residuals.length; bin++) sum += residuals[bin] ?? 0;
  if (sum <= 0) {
    for (let count = 0; count < COUNT_BINS; count++) {
      mixed[count] = (mixed[count] ?? 0) + COUNTS.residualShare * (parametric[count] ?? 0);
    }
    return;
  }
  const scale = COUNTS.residualShare / sum;
  const lowest = (state.lastCounts[ahead % 7] ?? 0) - LARGEST_COUNT;
  for (let bin = 0; bin < residuals.length; bin++) {
    const weight = residuals[bin] ?? 0;
    if (weight === 0) continue;
    const count = Math.min(LARGEST_COUNT, Math.max(0, lowest + bin));
    mixed[count] = (mixed[count] ?? 0) + scale * weight;
  }
}
