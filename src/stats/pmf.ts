/** Probabilities of the counts 0, 1, 2 …; the last entry stands for all higher counts too. They sum to 1. */
export type Pmf = ArrayLike<number>;

/** A range of counts with its actual probability. For integers it usually differs from the requested level. */
export interface CountInterval {
  readonly lower: number;
  readonly upper: number;
  /** 0–1. */
  readonly mass: number;
}

/** Mean of the distribution. */
export function meanOf(pmf: Pmf): number {
  let mean = 0;
  for (let count = 1; count < pmf.length; count++) mean += count * (pmf[count] ?? 0);
  return mean;
}

/** Smallest count whose cumulative probability is at least `share` (0–1). */
export function quantileOf(pmf: Pmf, share: number): number {
  let below = 0;
  for (let count = 0; count < pmf.length; count++) {
    below += pmf[count] ?? 0;
    // The tolerance absorbs rounding: a cumulative sum of 0.09999999999999999 means 0.1.
    if (below >= share - 1e-12) return count;
  }
  return pmf.length - 1;
}

/** Probability of a count from `lower` to `upper`, both inclusive. */
export function massBetween(pmf: Pmf, lower: number, upper: number): number {
  let mass = 0;
  const end = Math.min(upper, pmf.length - 1);
  for (let count = Math.max(0, lower); count <= end; count++) mass += pmf[count] ?? 0;
  return Math.min(1, mass);
}

/**
 * Central interval of a count: from the (1 − level)/2 quantile to the (1 + level)/2 quantile, both inclusive.
 * @param level 0–1; the probability of the result is at least this
 */
export function centralInterval(pmf: Pmf, level: number): CountInterval {
  const lower = quantileOf(pmf, (1 - level) / 2);
  const upper = quantileOf(pmf, (1 + level) / 2);
  return { lower, upper, mass: massBetween(pmf, lower, upper) };
}

/**
 * Scales weights in place so that they sum to 1.
 * @returns the sum of the weights before scaling; when it is 0, the weights are unchanged
 */
export function normalise(weights: Float64Array): number {
  let sum = 0;
  for (let count = 0; count < weights.length; count++) sum += weights[count] ?? 0;
  if (sum > 0) {
    const scale = 1 / sum;
    for (let count = 0; count < weights.length; count++)
      weights[count] = (weights[count] ?? 0) * scale;
  }
  return sum;
}
