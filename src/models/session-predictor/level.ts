import { COUNTS } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/**
 * Lower bound of the expected count beyond the first session, so that the distribution never degenerates to a point.
 */
const MIN_MEAN_BEYOND_FIRST = 0.02;

/** Mean number of sessions on an active day, over all weekdays. */
export function levelOf(state: SessionPredictorState): number {
  return state.levelSessions / state.levelDays;
}

/**
 * Certainty of the level relative to its steady state, 0–1. While the level is uncertain, a day above it is no evidence
 * about its weekday.
 */
export function levelTrust(state: SessionPredictorState): number {
  return Math.min(1, state.levelDays * (1 - COUNTS.levelDecay));
}

/** Sessions on an active day of this weekday (0 = Monday) relative to the level, shrunk towards 1. */
export function weekdayFactor(
  state: SessionPredictorState,
  weekday: number,
  level: number,
): number {
  const prior = COUNTS.weekdayPseudoLevels * level;
  return (
    ((state.weekdaySessions[weekday] ?? 0) + prior) /
    ((state.weekdayExpected[weekday] ?? 0) + prior)
  );
}

/** Expected sessions beyond the first on an active day. */
export function meanBeyondFirst(typical: number): number {
  return Math.max(typical - 1, MIN_MEAN_BEYOND_FIRST);
}

/** Factor by which recent surprise changes the level; 1 is no effect. */
export function surpriseFactor(state: SessionPredictorState, ahead: number): number {
  return Math.exp(COUNTS.surpriseOnLevel * state.surprise * COUNTS.surpriseFade ** ahead);
}

/** phi of variance = mean + phi · mean²; negative for regular people. */
export function dispersionOf(state: SessionPredictorState): number {
  return (
    (state.dispersionSum + COUNTS.priorDispersionWeight * COUNTS.priorDispersion) /
    (state.dispersionWeight + COUNTS.priorDispersionWeight)
  );
}

/** Learns the count of an active day. `level`, `factor` and `dispersion` are from before the day. */
export function learnLevel(
  state: SessionPredictorState,
  weekday: number,
  count: number,
  level: number,
  factor: number,
  dispersion: number,
): void {
  const mean = Math.max(level * factor - 1, 0.1);
  const residual = count - 1 - mean;
  const weight = 1 / ((1 + mean) * (1 + mean));
  // The squared residual is bounded by about 25 times its expectation, so that one extreme day does not dominate.
  const bound = 25 * (mean + Math.max(dispersion, 0) * mean * mean) + 25;
  const excess = Math.min(residual * residual, bound) - mean;
  state.dispersionWeight = state.dispersionWeight * COUNTS.dispersionDecay + weight * mean * mean;
  state.dispersionSum = state.dispersionSum * COUNTS.dispersionDecay + weight * excess;
  const decay = COUNTS.weekdayDecayPerOccurrence;
  const trust = levelTrust(state);
  state.weekdaySessions[weekday] = (state.weekdaySessions[weekday] ?? 0) * decay + trust * count;
  state.weekdayExpected[weekday] = (state.weekdayExpected[weekday] ?? 0) * decay + trust * level;
  state.levelSessions = state.levelSessions * COUNTS.levelDecay + count;
  state.levelDays = state.levelDays * COUNTS.levelDecay + factor;
}
