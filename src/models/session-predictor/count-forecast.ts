import { katzInto } from "../../stats/katz.ts";
import { type Activity, activityInto, withMomentum } from "./activity.ts";
import { type CountHistory, historyOf, usedBins } from "./count-history.ts";
import { type Likeness, likenessOnce, mixWithAnalogues } from "./day-analogues.ts";
import { dispersionOf, levelOf, meanBeyondFirst, surpriseFactor, weekdayFactor } from "./level.ts";
import { COUNT_BINS, COUNTS, LARGEST_COUNT } from "./parameters.ts";
import { absenceRate, type Presence, presenceAfter } from "./presence.ts";
import { mixWithSmoothed } from "./smoothed-level.ts";
import type { SessionPredictorState } from "./state.ts";

/** Forecast of one day and its components; filled by `forecastCounts` and reused. */
export interface CountForecast {
  readonly presence: Presence;
  readonly activity: Activity;
  level: number;
  factor: number;
  dispersion: number;
  /** Probability of at least one session on the day. */
  active: number;
  /** Parametric part: probabilities of 0 … 60. */
  readonly parametric: Float64Array;
  /** Full mixture: probabilities of 0 … 60. */
  readonly mixed: Float64Array;
  /** The parametric part is 0 from this count on. */
  parametricBins: number;
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
    parametricBins: COUNT_BINS,
  };
}

const beyondFirst = new Float64Array(LARGEST_COUNT);

/**
 * Forecasts the number of sessions on a coming day, before calibration.
 *
 * @param weekday 0 = Monday … 6 = Sunday, of the day forecast
 * @param ahead 0 for the day after the last closed one
 * @param target overwritten
 * @param history summary of the state, when several days are forecast from it
 * @param likeness likeness of past days, when several days are forecast from the state
 */
export function forecastCounts(
  state: SessionPredictorState,
  weekday: number,
  ahead: number,
  target: CountForecast,
  history: CountHistory = historyOf(state),
  likeness: Likeness = likenessOnce(state),
): void {
  presenceAfter(state, absenceRate(state), ahead + 1, target.presence);
  activityInto(state, weekday, target.activity);
  target.level = levelOf(state);
  target.factor = weekdayFactor(state, weekday, target.level);
  target.dispersion = dispersionOf(state);
  target.active = target.presence.present * withMomentum(state, target.activity.mixed, ahead);

  const mean = meanBeyondFirst(target.level * target.factor * surpriseFactor(state, ahead));
  const dispersion = Math.max(COUNTS.leastDispersionIndex, 1 + target.dispersion * mean);
  fillParametric(target, 1 + katzInto(beyondFirst, mean, dispersion));
  mixWithPool(state, weekday, history, target);
  addResiduals(state, ahead, history, target);
  mixWithAnalogues(state, weekday, ahead, likeness, target.mixed);
  mixWithSmoothed(state, weekday, target.parametric, target.mixed);
}

/** @param bins number of bins that can differ from 0 */
function fillParametric(target: CountForecast, bins: number): void {
  const { parametric, active } = target;
  parametric[0] = 1 - active;
  for (let count = 1; count < bins; count++) {
    parametric[count] = active * (beyondFirst[count - 1] ?? 0);
  }
  for (let count = bins; count < COUNT_BINS; count++) parametric[count] = 0;
  target.parametricBins = bins;
}

/** Mixes in the histogram of this weekday, shrunk towards the histogram of recent days where it holds few days. */
function mixWithPool(
  state: SessionPredictorState,
  weekday: number,
  history: CountHistory,
  target: CountForecast,
): void {
  const { weekdayCounts } = state;
  const { parametric, mixed } = target;
  const row = weekday * COUNT_BINS;
  const rowBins = usedBins(weekdayCounts, row, row + COUNT_BINS) - row;
  let rowSum = 0;
  for (let count = 0; count < rowBins; count++) rowSum += weekdayCounts[row + count] ?? 0;
  const parametricShare = 1 - COUNTS.poolShare - COUNTS.residualShare;
  const scale = COUNTS.poolShare / (rowSum + COUNTS.recentPseudoDays);
  const recentScale = scale * COUNTS.recentPseudoDays;
  const recent = history.recentBins > 0 ? history.recentShares : parametric;
  const bins = Math.max(target.parametricBins, rowBins, history.recentBins);
  for (let count = 0; count < bins; count++) {
    mixed[count] =
      parametricShare * (parametric[count] ?? 0) +
      scale * (weekdayCounts[row + count] ?? 0) +
      recentScale * (recent[count] ?? 0);
  }
  for (let count = bins; count < COUNT_BINS; count++) mixed[count] = 0;
}

/** Adds the count of the same weekday a week before, plus the distribution of past week-to-week differences. */
function addResiduals(
  state: SessionPredictorState,
  ahead: number,
  history: CountHistory,
  target: CountForecast,
): void {
  const { residuals } = state;
  const { parametric, mixed, parametricBins } = target;
  if (history.residualSum <= 0) {
    for (let count = 0; count < parametricBins; count++) {
      mixed[count] = (mixed[count] ?? 0) + COUNTS.residualShare * (parametric[count] ?? 0);
    }
    return;
  }
  const scale = COUNTS.residualShare / history.residualSum;
  const lowest = (state.lastCounts[ahead % 7] ?? 0) - LARGEST_COUNT;
  for (let bin = history.firstResidual; bin < history.residualBins; bin++) {
    const count = Math.min(LARGEST_COUNT, Math.max(0, lowest + bin));
    mixed[count] = (mixed[count] ?? 0) + scale * (residuals[bin] ?? 0);
  }
}
