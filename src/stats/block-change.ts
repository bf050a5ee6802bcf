/** How far the latest block of time lies from the blocks before it. */
export interface BlockChange {
  /** Mean of the latest block. */
  readonly recent: number;
  /** Weighted mean of the earlier blocks, or what is given instead; it does not contain the latest block. */
  readonly baseline: number;
  /** Of `recent − baseline`. */
  readonly standardError: number;
}

/** What is assumed of the scatter between blocks before they are seen. */
export interface InflationPrior {
  /** Variance of a block's mean over what independent values would give. */
  readonly inflation: number;
  /** How many blocks this assumption weighs. */
  readonly blocks: number;
}

/**
 * Compares the latest block (index 0) with the earlier ones.
 *
 * Values within a block are alike (the same week, the same mood), so a mean of n values is less certain than n
 * independent ones would make it. By how much is measured from how the earlier blocks differ among themselves, and
 * pulled towards what is assumed, because three or four blocks say little about a variance (quasi-likelihood with a
 * shrunken dispersion).
 *
 * @param weights values in each block; a block with 0 is left out
 * @param means mean of each block
 * @param unitVariance variance of a single value
 * @param reference compare with this mean of so many values instead; the earlier blocks then only tell the scatter
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
  // Index access stands in place: through a shared helper this loop runs several times slower.
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
