import { levelOf, levelTrust } from "./level.ts";
import { COUNT_BINS, COUNTS, INTRADAY, SILENCE } from "./parameters.ts";
import { emptyState, type SessionPredictorState } from "./state.ts";

/**
 * Days up to the last closed one of which nothing was learned: those of a stated absence, and those of a silence after its
 * first four weeks.
 */
export function skippedDays({ absentDays = 0, unusedDays }: SessionPredictorState): number {
  return absentDays + Math.max(0, unusedDays - SILENCE.afterDays);
}

/** Whether nobody has looked for so long that further empty days say nothing. */
export function isSilent(state: SessionPredictorState): boolean {
  return state.unusedDays >= SILENCE.afterDays;
}

/** Takes in that a day is over on which a session was recorded, or none; given-up sessions are use, too. */
export function learnUse(state: SessionPredictorState, used: boolean): void {
  state.usedDays += 1;
  state.unusedDays = used ? 0 : state.unusedDays + 1;
  // A silence was no use from its first day on.
  if (state.unusedDays === SILENCE.afterDays) state.usedDays -= SILENCE.afterDays;
}

/**
 * The person is back after a silence. Days on which nobody looked say nothing about how this person works, so what was
 * learned from them is dropped, and what was known before stands in for a stranger's first guess: never more than a guess,
 * because people come back changed. How earlier returns went moves the level.
 */
export function returnAfterSilence(state: SessionPredictorState): void {
  // A silence is mistaken for free days while it begins; a few days of use cannot stand against that.
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

/** Notes how the first week back compares with what had been known before it. */
export function learnReturn(state: SessionPredictorState, count: number): void {
  if (state.returnLevel === 0 || state.spellDays >= SILENCE.returnDays || count === 0) return;
  if (state.spellDays === 0) {
    state.returnSessions *= SILENCE.returnMemory;
    state.returnExpected *= SILENCE.returnMemory;
  }
  state.returnSessions += count;
  state.returnExpected += state.returnLevel;
}

/** How much busier the first week back is than before the silence; 1 for a person without returns. */
function returnFactor({ returnSessions, returnExpected }: SessionPredictorState): number {
  return (
    (returnSessions + SILENCE.returnPseudoSessions) /
    (returnExpected + SILENCE.returnPseudoSessions)
  );
}

/** Scales a sum and its weight alike, so that the weight is `most` at most and their ratio stays. */
function capAt(sums: number[], weights: number[], index: number, most: number): void {
  const weight = weights[index] ?? 0;
  const scale = scaleTo(weight, most);
  sums[index] = (sums[index] ?? 0) * scale;
  weights[index] = weight * scale;
}

/** What to multiply a weight with, so that it is `most` at most. */
function scaleTo(weight: number, most: number): number {
  return weight > most ? most / weight : 1;
}

/** The weekdays' histograms without the empty days of the silence: four of each weekday, one after another. */
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

/** What a silence fills with its own emptiness begins anew. */
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
 * Clock times older than the window go, as without the silence. Of the silence as many days stay as keep the weekdays of
 * the days before it in step.
 */
function dropSilentArrivals(state: SessionPredictorState): void {
  const { arrivalCounts, arrivalMinutes, unusedDays: silentDays } = state;
  const silenceFrom = Math.max(0, arrivalCounts.length - SILENCE.afterDays);
  const before = arrivalCounts.slice(0, silenceFrom);
  // Days that stand in for a stated absence can be among them.
  const standIns = arrivalCounts.slice(silenceFrom).reduce((sum, count) => sum + count, 0);
  const dropped = Math.min(before.length, before.length + silentDays - INTRADAY.windowDays);
  const sessions = before.slice(0, Math.max(0, dropped)).reduce((sum, count) => sum + count, 0);
  const silent = Array.from({ length: silentDays % 7 }, () => 0);
  state.arrivalCounts = [...before.slice(Math.max(0, dropped)), ...silent];
  state.arrivalMinutes = arrivalMinutes.slice(sessions, arrivalMinutes.length - standIns);
}
