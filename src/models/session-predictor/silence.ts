import { levelOf, levelTrust } from "./level.ts";
import { COUNT_BINS, COUNTS, INTRADAY, SILENCE } from "./parameters.ts";
import { emptyState, type SessionPredictorState } from "./state.ts";

/**
 * Days up to the last closed one from which nothing was learned: stated absences, and silences after their first four
 * weeks.
 */
export function skippedDays({ absentDays = 0, unusedDays }: SessionPredictorState): number {
  return absentDays + Math.max(0, unusedDays - SILENCE.afterDays);
}

/** Whether the timer has been unused for so long that further empty days are not informative. */
export function isSilent(state: SessionPredictorState): boolean {
  return state.unusedDays >= SILENCE.afterDays;
}

/** Learns whether the closed day had any recorded session. Abandoned sessions count as use. */
export function learnUse(state: SessionPredictorState, used: boolean): void {
  state.usedDays += 1;
  state.unusedDays = used ? 0 : state.unusedDays + 1;
  // The first days of a silence were counted as days of use; they are subtracted.
  if (state.unusedDays === SILENCE.afterDays) state.usedDays -= SILENCE.afterDays;
}

/**
 * Handles the first session after a silence. Days without use of the timer say nothing about work, so everything
 * learned from them is dropped. Earlier knowledge replaces the population's priors, with no more weight than a prior,
 * because people come back changed. The level is scaled by the outcome of earlier returns.
 */
export function returnAfterSilence(state: SessionPredictorState): void {
  // At first a silence is mistaken for free days, which outweigh a few days of use. Trust therefore grows with the days
  // of use.
  const trust = levelTrust(state) * Math.min(1, state.usedDays / SILENCE.afterDays);
  const level = COUNTS.priorLevel + trust * (levelOf(state) - COUNTS.priorLevel);
  for (let weekday = 0; weekday < 7; weekday++) {
    const { weekdaySessions, weekdayExpected, quickActive, quickDays, slowActive, slowDays } =
      state;
    capAt(weekdaySessions, weekdayExpected, weekday, trust * SILENCE.weekdayLevels * level);
    capAt(quickActive, quickDays, weekday, trust * SILENCE.quickActivityDays);
    capAt(slowActive, slowDays, weekday, trust * SILENCE.slowActivityDays);
  }
  const usual = state.activeDays / state.presentDays;
  const { priorActivity, priorActivityDays } = COUNTS;
  state.activeDays = priorActivityDays * (priorActivity + trust * (usual - priorActivity));
  state.presentDays = priorActivityDays;
  const dispersion = scaleTo(state.dispersionWeight, trust * SILENCE.dispersionWeight);
  state.dispersionSum *= dispersion;
  state.dispersionWeight *= dispersion;
  state.levelSessions = level * returnFactor(state) * COUNTS.priorLevelDays;
  state.levelDays = COUNTS.priorLevelDays;
  state.returnLevel = level;
  state.weekdayCounts = withoutSilence(state.weekdayCounts, trust * SILENCE.poolDays);
  dropSilentArrivals(state);
  forget(state, emptyState());
}

/** Compares a day of the first week after a return with the level before the silence. */
export function learnReturn(state: SessionPredictorState, count: number): void {
  if (state.returnLevel === 0 || state.spellDays >= SILENCE.returnDays || count === 0) return;
  if (state.spellDays === 0) {
    state.returnSessions *= SILENCE.returnMemory;
    state.returnExpected *= SILENCE.returnMemory;
  }
  state.returnSessions += count;
  state.returnExpected += state.returnLevel;
}

/** Ratio of the first weeks after returns to the levels before; 1 without returns. */
function returnFactor({ returnSessions, returnExpected }: SessionPredictorState): number {
  return (
    (returnSessions + SILENCE.returnPseudoSessions) /
    (returnExpected + SILENCE.returnPseudoSessions)
  );
}

/** Scales a sum and its weight by the same factor, so that the weight is at most `most`. */
function capAt(sums: number[], weights: number[], index: number, most: number): void {
  const weight = weights[index] ?? 0;
  const scale = scaleTo(weight, most);
  sums[index] = (sums[index] ?? 0) * scale;
  weights[index] = weight * scale;
}

/** Factor that reduces a weight to `most` if it is larger. */
function scaleTo(weight: number, most: number): number {
  return weight > most ? most / weight : 1;
}

/** The weekday histograms without the empty days of the silence: four of each weekday. */
function withoutSilence(weekdayCounts: readonly number[], most: number): number[] {
  const decay = COUNTS.poolDecayPerOccurrence;
  const occurrences = SILENCE.afterDays / 7;
  const kept = decay ** occurrences;
  const added = (1 - kept) / (1 - decay);
  const result = weekdayCounts.map((weight, bin) =>
    Math.max(0, bin % COUNT_BINS === 0 ? weight - added : weight),
  );
  for (let row = 0; row < result.length; row += COUNT_BINS) {
    let total = 0;
    for (let bin = row; bin < row + COUNT_BINS; bin++) total += result[bin] ?? 0;
    const scale = scaleTo(total / kept, most) / kept;
    for (let bin = row; bin < row + COUNT_BINS; bin++) result[bin] = (result[bin] ?? 0) * scale;
  }
  return result;
}

/** Resets the parts that a silence fills with empty days. */
function forget(state: SessionPredictorState, fresh: SessionPredictorState): void {
  state.unusedDays = 0;
  state.spellDays = 0;
  state.present = 1;
  state.shortlyAway = 0;
  state.longAway = 0;
  state.absences = fresh.absences;
  state.daysAtRisk = fresh.daysAtRisk;
  state.quickLogWeight = 0;
  state.slowLogWeight = 0;
  state.activityRun = 0;
  state.activityRunExpected = 0;
  state.activityRunVariance = 0;
  state.surprise = 0;
  state.recentCounts = fresh.recentCounts;
  state.residuals = fresh.residuals;
  state.calibration = fresh.calibration;
  state.lastCounts = [];
  state.dayCounts = [];
  state.smoothedLevel = fresh.smoothedLevel;
  state.smoothedOffsets = fresh.smoothedOffsets;
  state.smoothedSeen = fresh.smoothedSeen;
  state.smoothedResiduals = fresh.smoothedResiduals;
  state.checkDaysLeft = 0;
}

/**
 * Drops clock times that left the window during the silence. Silent days modulo seven are kept as empty days, so that
 * earlier days keep their weekdays.
 */
function dropSilentArrivals(state: SessionPredictorState): void {
  const { arrivalCounts, arrivalMinutes, unusedDays: silentDays } = state;
  const silenceFrom = Math.max(0, arrivalCounts.length - SILENCE.afterDays);
  const before = arrivalCounts.slice(0, silenceFrom);
  // These days can include stand-ins for a stated absence, which have sessions.
  const standIns = arrivalCounts.slice(silenceFrom).reduce((sum, count) => sum + count, 0);
  const dropped = Math.min(before.length, before.length + silentDays - INTRADAY.windowDays);
  const sessions = before.slice(0, Math.max(0, dropped)).reduce((sum, count) => sum + count, 0);
  const silent = Array.from({ length: silentDays % 7 }, () => 0);
  state.arrivalCounts = [...before.slice(Math.max(0, dropped)), ...silent];
  state.arrivalMinutes = arrivalMinutes.slice(sessions, arrivalMinutes.length - standIns);
}
