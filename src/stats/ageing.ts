import type { EpochDay } from "../time/calendar.ts";

/**
 * Exponential ageing of weighted sums in whole numbers.
 *
 * Decaying every sum on every day would make the last bits depend on *when* a state was advanced, and would store sums
 * of 17 digits. Instead, the weight of a day grows from `UNIT` to twice that within one half-life, and all sums are
 * halved when the next half-life begins. Sums stay whole numbers. The same sessions therefore give the same state in
 * any order of updates, and a stored sum has few digits.
 */
export interface Ageing {
  readonly halfLifeDays: number;
  /**
   * Number of the half-life that contains the day. Between two days, sums are halved once per half-life that begins.
   */
  epochOf(day: EpochDay): number;
  /** Weight of an observation on this day: a whole number from UNIT to 2 · UNIT. */
  weightOf(day: EpochDay): number;
  /** Weight of one new observation when a state advanced to `stateDay` is queried about `askedDay`. */
  freshWeight(stateDay: EpochDay, askedDay: EpochDay): number;
}

/** Smallest weight of a day. With 64 steps per doubling the rounded ageing curve errs by less than 0.8 %. */
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

/** Number of halvings between two days, limited to MAX_HALVINGS. */
export function halvingsBetween(ageing: Ageing, from: EpochDay, to: EpochDay): number {
  return Math.min(MAX_HALVINGS, Math.max(0, ageing.epochOf(to) - ageing.epochOf(from)));
}

/** Halves weights and rounds down, so that old observations disappear. */
export function halveWeights(weights: number[]): void {
  for (let index = 0; index < weights.length; index += 1) {
    weights[index] = Math.floor((weights[index] ?? 0) / 2);
  }
}

/**
 * Halves weights and scales the sums beside them by the remaining share of each weight. This keeps the mean of a group
 * despite the rounding, which would otherwise move a mean of 80 to 120 when a weight of 3 becomes 1.
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
