import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { isAbsent, NO_STATED_DAYS, type StatedDays } from "../../time/stated-days.ts";
import { learnActivity } from "./activity.ts";
import { learnArrivals } from "./arrivals.ts";
import { learnCalibration } from "./calibration.ts";
import { type CountForecast, forecastCounts, newCountForecast } from "./count-forecast.ts";
import { usedBins } from "./count-history.ts";
import { learnLevel } from "./level.ts";
import { checkNoon } from "./noon-check.ts";
import { ANALOGUES, COUNT_BINS, COUNTS, LARGEST_COUNT } from "./parameters.ts";
import { absenceRate } from "./presence.ts";
import { learnDayRating } from "./ratings.ts";
import { learnRecord } from "./record.ts";
import { isSilent, learnReturn, learnUse, returnAfterSilence } from "./silence.ts";
import { learnSmoothed } from "./smoothed-level.ts";
import type { SessionPredictorState } from "./state.ts";
import { passAbsence, returnFromAbsence } from "./stated-absence.ts";
import { checkWeek } from "./week-check.ts";

// Shared buffer of `closeDay`, overwritten by each call; calls are synchronous.
const forecast = newCountForecast();

/**
 * Closes all days before `day`, including those without sessions. Does nothing before the first session. Stated
 * absences are skipped.
 *
 * After four weeks without a session, further empty days change nothing but a counter, because the timer is not in use.
 * A gap of centuries therefore costs no more than four weeks.
 */
export function closeUntil(
  state: SessionPredictorState,
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): void {
  while (state.openDay !== null && state.openDay < day) {
    if (isAbsent(stated, state.openDay)) {
      passAbsence(state, state.openDay, day, stated);
    } else if (isSilent(state) && !state.openUsed) {
      state.unusedDays += day - state.openDay;
      state.openDay = day;
    } else {
      closeDay(state, state.openDay);
    }
  }
}

/**
 * Closes the open day: compares it with its forecast, learns from it, and opens the next day.
 *
 * The order matters. Every comparison uses the forecast made before the day. The weekday profile learns with the
 * probability of presence *given* the day, so that a holiday does not change it.
 */
function closeDay(state: SessionPredictorState, day: EpochDay): void {
  if (isSilent(state)) returnAfterSilence(state);
  if ((state.absentDays ?? 0) > 0) returnFromAbsence(state);
  const weekday = isoWeekday(day) - 1;
  const sessions = state.openMinutes.length;
  const count = Math.min(sessions, LARGEST_COUNT);
  forecastCounts(state, weekday, 0, forecast);
  checkNoon(state, weekday, forecast.mixed);
  learnRecord(state, day, forecast.mixed, sessions);
  learnForecasted(state, weekday, count);
  learnArrivals(state);
  learnDayRating(state, weekday);
  learnUse(state, state.openUsed);
  state.openUsed = false;
  state.closedSessions += sessions;
  if (sessions > 0) state.openMinutes = [];
  state.openDay = day + 1;
  checkWeek(state, count);
}

/** Learns the count of a day into the count model. */
export function learnCount(state: SessionPredictorState, weekday: number, count: number): void {
  if ((state.absentDays ?? 0) > 0) returnFromAbsence(state);
  forecastCounts(state, weekday, 0, forecast);
  learnForecasted(state, weekday, count);
}

/** As `learnCount`, with `forecast` already filled for the day. */
function learnForecasted(state: SessionPredictorState, weekday: number, count: number): void {
  learnCalibration(state.calibration, forecast.mixed, count);
  const active = count > 0;
  const surprise = surpriseOf(forecast, count);
  learnPresence(state, active);
  learnMomentum(state, active, surprise);
  learnActivity(state, weekday, active, state.present, forecast.activity);
  if (active) {
    learnLevel(state, weekday, count, forecast.level, forecast.factor, forecast.dispersion);
  }
  learnHistograms(state, weekday, count);
  learnSmoothed(state, weekday, count);
  learnReturn(state, count);
  state.spellDays += 1;
  if (state.dayCounts.length === ANALOGUES.keptDays) state.dayCounts.shift();
  state.dayCounts.push(count);
}

/** Deviation of the count from its forecast in standard deviations, bounded. */
function surpriseOf({ parametric, parametricBins }: CountForecast, count: number): number {
  let mean = 0;
  let square = 0;
  for (let value = 1; value < parametricBins; value++) {
    const weighted = value * (parametric[value] ?? 0);
    mean += weighted;
    square += value * weighted;
  }
  const surprise = (count - mean) / Math.sqrt(Math.max(square - mean * mean, 0.05));
  return Math.min(COUNTS.largestSurprise, Math.max(-COUNTS.largestSurprise, surprise));
}

/**
 * Updates the probability of presence. An active day proves presence; for an empty day, the usual share of rest days on
 * that weekday decides.
 */
function learnPresence(state: SessionPredictorState, active: boolean): void {
  const before = state.present;
  const rate = absenceRate(state);
  const memory = COUNTS.absenceMemory;
  if (active) {
    state.present = 1;
    state.shortlyAway = 0;
    state.longAway = 0;
    state.absences *= memory;
    state.daysAtRisk = state.daysAtRisk * memory + before;
    return;
  }
  const { present, shortlyAway, longAway } = forecast.presence;
  const resting = 1 - forecast.activity.mixed;
  const total = present * resting + shortlyAway + longAway;
  state.present = (present * resting) / total;
  state.shortlyAway = shortlyAway / total;
  state.longAway = longAway / total;
  const left = (before * rate) / total;
  state.absences = state.absences * memory + left;
  state.daysAtRisk = state.daysAtRisk * memory + (before * (1 - rate) * resting) / total + left;
}

function learnMomentum(state: SessionPredictorState, active: boolean, surprise: number): void {
  const expected = forecast.activity.mixed;
  const decay = COUNTS.activityRunDecay;
  state.surprise = state.surprise * COUNTS.surpriseDecay + surprise;
  state.activityRun = state.activityRun * decay + (active ? 1 : 0);
  state.activityRunExpected =
    state.activityRunExpected * decay + expected * forecast.presence.present;
  state.activityRunVariance = state.activityRunVariance * decay + expected * (1 - expected);
}

function learnHistograms(state: SessionPredictorState, weekday: number, count: number): void {
  const { weekdayCounts, recentCounts, residuals, lastCounts } = state;
  const row = weekday * COUNT_BINS;
  learnOne(weekdayCounts, row, row + COUNT_BINS, row + count, COUNTS.poolDecayPerOccurrence);
  learnOne(recentCounts, 0, COUNT_BINS, count, COUNTS.recentDecay);
  if (lastCounts.length < 7) {
    lastCounts.push(count);
    return;
  }
  const bin = count - (lastCounts[0] ?? 0) + LARGEST_COUNT;
  learnOne(residuals, 0, residuals.length, bin, COUNTS.residualDecay);
  for (let index = 0; index < 6; index++) lastCounts[index] = lastCounts[index + 1] ?? 0;
  lastCounts[6] = count;
}

/** Ages the histogram bins `from` … `end` − 1 and adds one to `bin`. */
function learnOne(
  histogram: number[],
  from: number,
  end: number,
  bin: number,
  decay: number,
): void {
  const used = usedBins(histogram, from, end);
  for (let index = from; index < used; index++) histogram[index] = (histogram[index] ?? 0) * decay;
  histogram[bin] = (histogram[bin] ?? 0) + 1;
}
