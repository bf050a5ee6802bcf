import { isoWeekday } from "../../time/calendar.ts";
import { calibrateInto } from "./calibration.ts";
import { forecastCounts, newCountForecast } from "./count-forecast.ts";
import { historyOf } from "./count-history.ts";
import { likenessOnce } from "./day-analogues.ts";
import { COUNT_BINS, COUNTS, WEEK } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

const DAYS = 7;
/** Variance added by full correlation of seven equal days, in units of the variance of their independent sum. */
const FULL_CORRELATION = DAYS - 1;

// Shared buffer, overwritten by each call; calls are synchronous.
const forecast = newCountForecast();
const pmf = new Float64Array(COUNT_BINS);

/**
 * Share of a common factor in the variance of a week's days, beyond absences.
 *
 * It is learned from the person's own weeks: the excess of squared errors of totals over independent days, relative to
 * the excess under full correlation (weighted least squares, shrunk towards the population's value). The uncertainty of
 * the level is added: the mean of n days has an error variance of 1/n of a day's variance, common to all days. The part
 * that remains for a settled level is already in the learned value.
 *
 * @returns 0–1
 */
export function commonFactorShareOf(state: SessionPredictorState): number {
  const prior = WEEK.commonFactorPriorWeeks * FULL_CORRELATION ** 2;
  const learned =
    (state.commonEvidence + prior * WEEK.commonFactorShare) / (state.commonWeight + prior);
  const unsettled = Math.max(0, 1 / state.levelDays - (1 - COUNTS.levelDecay));
  return Math.min(WEEK.maxCommonFactorShare, Math.max(0, learned + unsettled));
}

/**
 * Checks consecutive weeks: stores the expectation when a week begins and compares it with the total when the week is
 * over.
 *
 * @param state after a day was closed, with the next one open
 * @param count sessions of the closed day
 */
export function checkWeek(state: SessionPredictorState, count: number): void {
  const away = state.present < WEEK.leastPresence;
  if (state.checkDaysLeft > 0) {
    state.checkDaysLeft -= 1;
    state.checkSessions += count;
    if (away) state.checkAway = true;
    if (state.checkDaysLeft === 0 && !state.checkAway) learnWeek(state);
  }
  if (state.checkDaysLeft > 0 || state.arrivalCounts.length < WEEK.checkFromDays) return;
  state.checkDaysLeft = DAYS;
  state.checkSessions = 0;
  state.checkAway = away;
  if (!away) expectWeek(state);
}

function expectWeek(state: SessionPredictorState): void {
  let expected = 0;
  let variance = 0;
  let deviations = 0;
  const history = historyOf(state);
  const likeness = likenessOnce(state);
  for (let ahead = 0; ahead < DAYS; ahead++) {
    const weekday = isoWeekday((state.openDay ?? 0) + ahead) - 1;
    forecastCounts(state, weekday, ahead, forecast, history, likeness);
    calibrateInto(state.calibration, forecast.mixed, pmf);
    let mean = 0;
    let square = 0;
    for (let value = 1; value < COUNT_BINS; value++) {
      const weighted = value * (pmf[value] ?? 0);
      mean += weighted;
      square += value * weighted;
    }
    const ofDay = Math.max(0, square - mean * mean);
    expected += mean;
    variance += ofDay;
    deviations += Math.sqrt(ofDay);
  }
  state.checkExpected = expected;
  state.checkVariance = variance;
  state.checkCovariance = deviations * deviations - variance;
}

function learnWeek(state: SessionPredictorState): void {
  const { checkVariance: variance } = state;
  if (!(variance > 0)) return;
  const error = state.checkSessions - state.checkExpected;
  const excess = Math.min(WEEK.largestSquaredError, (error * error) / variance) - 1;
  const possible = state.checkCovariance / variance;
  const decay = WEEK.commonFactorDecayPerWeek;
  state.commonEvidence = state.commonEvidence * decay + possible * excess;
  state.commonWeight = state.commonWeight * decay + possible * possible;
}
