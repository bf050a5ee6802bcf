import { isoWeekday } from "../../time/calendar.ts";
import { learnCount } from "./close-day.ts";
import type { DayOutlook } from "./outlook.ts";
import { LARGEST_COUNT } from "./parameters.ts";
import { REMEMBERED_COUNTS, remembering } from "./remembered.ts";
import { isSilent, returnAfterSilence } from "./silence.ts";
import type { SessionPredictorState } from "./state.ts";
import { leaveOut } from "./stated-absence.ts";

/** Outcomes with a smaller weight are dropped. */
const NEGLIGIBLE_WEIGHT = 1e-6;

/** A possible outcome of today, as the state after it. */
export interface Continuation {
  readonly state: SessionPredictorState;
  /** Probability, 0–1; the weights sum to 1. */
  readonly weight: number;
}

export interface Continuations {
  /** Today is not used yet: later days are forecast as if from before it. */
  readonly untouched: Continuation;
  /** Today ends without a session. */
  readonly idle: Continuation;
  /** Today ends with the expected number of sessions, given at least one. */
  readonly active: Continuation;
}

/**
 * Later days depend on today, for example on whether a holiday is over. Until today ends, they are forecast from its
 * possible outcomes, weighted by their probabilities.
 *
 * Measured on six real histories, tomorrow's forecast improves by 2.5 % at noon and by 4 % at six in the evening (6–9 %
 * for three people, little change for two, 2.5 % worse for one). In the first hours, when today is not informative yet,
 * the closed days alone did slightly better. The weight of the outcomes therefore grows with the share of the day that
 * is usually done.
 *
 * @param isAway whether today belongs to a stated absence; it then ends as a day that is left out
 */
export function continuationsOf(
  state: SessionPredictorState,
  today: DayOutlook,
  isAway: boolean,
): Continuations {
  if (isAway && state.openDay !== null) {
    const left = { state: leftOut(state, today.day, 0), weight: 0 };
    return { untouched: { state, weight: 0 }, idle: { ...left, weight: 1 }, active: left };
  }
  const trust = state.openDay === null ? 0 : today.trust;
  const idle = today.pmf[0] ?? 0;
  let mean = 0;
  for (let count = 1; count < today.pmf.length; count++) mean += count * (today.pmf[count] ?? 0);
  const typical = idle < 1 ? Math.round(mean / (1 - idle)) : 1;
  const count = Math.min(LARGEST_COUNT, Math.max(1, typical));
  const [untouchedWeight = 0, idleWeight = 0, activeWeight = 0] = noticeable([
    1 - trust,
    trust * idle,
    trust * (1 - idle),
  ]);
  return {
    untouched: { state, weight: untouchedWeight },
    idle: { state: endedWith(state, today.day, 0), weight: idleWeight },
    active: { state: endedWith(state, today.day, count), weight: activeWeight },
  };
}

/** Drops weights too small to change any displayed figure, and rescales the others. */
function noticeable(weights: readonly number[]): number[] {
  const kept = weights.map((weight) => (weight < NEGLIGIBLE_WEIGHT ? 0 : weight));
  const total = kept.reduce((sum, weight) => sum + weight, 0);
  return kept.map((weight) => weight / total);
}

/** A copy of the state in which today is left out. Unaffected parts are shared with the original. */
const leftOut = remembering((state, day): SessionPredictorState => {
  const copy = { ...state, openDay: day + 1, openMinutes: [] };
  leaveOut(copy, 1);
  return copy;
}, 1);

/**
 * A copy of the state in which today is closed with this count. Clock times and ratings, which later days do not need,
 * are shared with the original.
 */
const endedWith = remembering((state, day, count): SessionPredictorState => {
  const copy = {
    ...state,
    openDay: day + 1,
    openMinutes: [],
    weekdaySessions: state.weekdaySessions.slice(),
    weekdayExpected: state.weekdayExpected.slice(),
    quickActive: state.quickActive.slice(),
    quickDays: state.quickDays.slice(),
    slowActive: state.slowActive.slice(),
    slowDays: state.slowDays.slice(),
    weekdayCounts: state.weekdayCounts.slice(),
    recentCounts: state.recentCounts.slice(),
    residuals: state.residuals.slice(),
    calibration: state.calibration.slice(),
    lastCounts: state.lastCounts.slice(),
    dayCounts: state.dayCounts.slice(),
    smoothedOffsets: state.smoothedOffsets.slice(),
    smoothedSeen: state.smoothedSeen.slice(),
    smoothedResiduals: state.smoothedResiduals.slice(),
  };
  if (count > 0 && isSilent(copy)) returnAfterSilence(copy);
  learnCount(copy, isoWeekday(day) - 1, count);
  return copy;
}, REMEMBERED_COUNTS);
