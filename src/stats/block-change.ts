/** Difference between the latest block of time and the blocks before it. */
export interface BlockChange {
  /** Mean of the latest block. */
  readonly recent: number;
  /** Weighted mean of the earlier blocks, or the given reference. The latest block is not part of it. */
  readonly baseline: number;
  /** Of `recent − baseline`. */
  readonly standardError: number;
}

/** Assumption about the scatter between blocks before any is seen. */
export interface InflationPrior {
  /** Variance of a block's mean relative to that of independent values. */
  readonly inflation: number;
  /** Weight of this assumption, in blocks. */
  readonly blocks: number;
}

/**
 * Compares the latest block (index 0) with the earlier ones.
 *
 * Values within a block are correlated (the same week, the same mood), so a mean of n values is less certain than a
 * mean of n independent values. The variance inflation is estimated from the differences among the earlier blocks and
 * shrunk towards the prior, because three or four blocks say little about a variance (quasi-likelihood with a shrunken
 * dispersion).
 *
 * @param weights values in each block; a block of weight 0 is left out
 * @param means mean of each block
 * @param unitVariance variance of a single value
 * @param reference mean of another set of values to compare with; the earlier blocks then serve only to estimate the
 *   scatter
 * @returns `undefined` when the latest block or all earlier ones are empty
 * @see McCullagh & Nelder, Generalized Linear Models, 2nd ed., section 4.5
 */
export function blockChange(
  weights: ArrayLike<number>,
  means: ArrayLike<number>,
  unitVariance: number,
  prior: InflationPrior,
  reference?: { readonly weight: number; readonly mean: number },
): BlockChange | undefined {
  // Elements are read inline: a shared helper makes this loop several times slower.
  let total = 0;
  let sum = 0;
  let blocks = 0;
  for (let block = 1; block < weights.length; block += 1) {
    const weight = weights[block] ?? 0;
    if (weight <= 0) continue;
    blocks += 1;
    total += weight;
    sum += weight * (means[block] ?? 0);
  }
  const recentWeight = weights[0] ?? 0;
  if (blocks === 0 || recentWeight <= 0) return undefined;
  const earlier = sum / total;
  let scatter = prior.blocks * prior.inflation;
  for (let block = 1; block < weights.length; block += 1) {
    const weight = weights[block] ?? 0;
    if (weight > 0) scatter += (weight * ((means[block] ?? 0) - earlier) ** 2) / unitVariance;
  }
  const inflation = scatter / (prior.blocks + blocks - 1);
  const baseline = reference ?? { weight: total, mean: earlier };
  const variance = inflation * unitVariance * (1 / recentWeight + 1 / baseline.weight);
  return { recent: means[0] ?? 0, baseline: baseline.mean, standardError: Math.sqrt(variance) };
}
