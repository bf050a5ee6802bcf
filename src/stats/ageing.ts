import type { EpochDay } from "../time/calendar.ts";

/**
 * Exponential ageing of weighted sums in whole numbers.
 *
 * Decaying every sum on every day would make the last bits depend on *when* a state was advanced, and a
 * double prints as 17 digits. Here a day's weight grows instead, from `UNIT` to twice that within one half-life,
 * and all sums are halved when the next half-life begins. Sums stay whole numbers: the same sessions give the
 * same state whatever the path, and a stored sum is a few digits long.
 */
export interface Ageing {
  readonly halfLifeDays: number;
  /** Which half-life the day lies in; between two days, sums are halved once per difference. */
  epochOf(day: EpochDay): number;
  /** Weight of something that happens on this day: a whole number from UNIT up to 2 · UNIT. */
  weightOf(day: EpochDay): number;
  /** What one fresh observation weighs when a state that was advanced to `stateDay` is asked about `askedDay`. */
  freshWeight(stateDay: EpochDay, askedDay: EpochDay): number;
}

/** Steps of a weight within a half-life; 64 keeps the error of the ageing curve below 0.8 %. */
const UNIT = 64;

/** After this many halvings every sum that fits a double is 0. */
const MAX_HALVINGS = 60;

/** @param halfLifeDays whole days after which a weight has halved; greater than 0 */
export function createAgeing(halfLifeDays: number): Ageing {
  const table = Array.from({ length: halfLifeDays }, (_, offset) =>
    Math.round(UNIT * 2 ** (offset / halfLifeDays)),
  );
  function epochOf(day: EpochDay): number {
    return Math.floor(day / halfLifeDays);
  }
  return {
    halfLifeDays,
    epochOf,
    weightOf: (day) => table[day - epochOf(day) * halfLifeDays] ?? UNIT,
    freshWeight: (stateDay, askedDay) =>
      UNIT * 2 ** (askedDay / halfLifeDays - epochOf(Math.min(stateDay, askedDay))),
  };
}

/** How many halvings lie between two days, at most as many as leave nothing. */
export function halvingsBetween(ageing: Ageing, from: EpochDay, to: EpochDay): number {
  return Math.min(MAX_HALVINGS, Math.max(0, ageing.epochOf(to) - ageing.epochOf(from)));
}

/** Halves weights, rounding down, so that what is old disappears. */
export function halveWeights(weights: number[]): void {
  for (let index = 0; index < weights.length; index += 1) {
    weights[index] = Math.floor((weights[index] ?? 0) / 2);
  }
}

/**
 * Halves weights and scales the sums beside them by what is left of each weight: the mean of a group
 * survives the rounding, which would otherwise move a mean of 80 to 120 when a weight of 3 becomes 1.
 */
export function halveSums(weights: number[], sums: number[]): void {
  for (let index = 0; index < weights.length; index += 1) {
    const weight = weights[index] ?? 0;
    if (weight === 0) continue;
    const left = Math.floor(weight / 2);
    weights[index] = left;
    sums[index] = Math.round(((sums[index] ?? 0) * left) / weight);
  }
}
