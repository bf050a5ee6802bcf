import { COUNTS } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** Expected counts beyond the first session never vanish, or a distribution would be a point. */
const LEAST_MEAN_BEYOND_FIRST = 0.02;

/** Sessions on an active day, whatever the weekday. */
export function levelOf(state: SessionPredictorState): number {
  return state.levelSessions / state.levelDays;
}

/**
 * How well the level is known, against how well it can ever be known: 0–1. While it is little more than a guess, a day
 * above it says nothing about its weekday.
 */
export function levelTrust(state: SessionPredictorState): number {
  return Math.min(1, state.levelDays * (1 - COUNTS.levelDecay));
}

/** How busy an active day of this weekday (0 = Monday) is against the level; pulled towards 1. */
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
  return Math.max(typical - 1, LEAST_MEAN_BEYOND_FIRST);
}

/** The effect of the last days' surprise on how busy an active day is; 1 is none. */
export function surpriseFactor(state: SessionPredictorState, ahead: number): number {
  return Math.exp(COUNTS.surpriseOnLevel * state.surprise * COUNTS.surpriseFade ** ahead);
}

/** phi of variance = mean + phi · mean²; may be negative for regular people. */
export function dispersionOf(state: SessionPredictorState): number {
  return (
    (state.dispersionSum + COUNTS.priorDispersionWeight * COUNTS.priorDispersion) /
    (state.dispersionWeight + COUNTS.priorDispersionWeight)
  );
}

/** Takes in the count of an active day; all of `level`, `factor` and `dispersion` are from before it. */
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
  // One wild day must not describe a person: its square is bounded by 25 times the expected one.
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
