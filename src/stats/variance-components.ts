/** Variance within a cluster (a day) and variance between clusters. */
export interface VarianceComponents {
  readonly count: number;
  /** Clusters that contain a value. */
  readonly clusters: number;
  /** Mean over all values. */
  readonly mean: number;
  /** Variance of a value around its cluster's level. */
  readonly within: number;
  /** Variance of the clusters' levels. */
  readonly between: number;
  /** Squared standard error of `mean`. */
  readonly meanVariance: number;
}

/** Assumed components before any value is seen, and their weight in degrees of freedom. */
export interface VariancePrior {
  readonly within: number;
  readonly between: number;
  readonly degrees: number;
}

/**
 * One-way analysis of variance with unequal cluster sizes (method of moments). Both components are shrunk towards the
 * prior, because a few days say little about a variance.
 *
 * @param counts values per cluster; clusters with 0 are left out
 * @param sums sum of the values in each cluster
 * @param squares sum of the squared values in each cluster
 * @returns `undefined` when there is no value at all
 * @see Searle, Casella & McCulloch, Variance Components (1992), section 3.6
 */
export function varianceComponents(
  counts: ArrayLike<number>,
  sums: ArrayLike<number>,
  squares: ArrayLike<number>,
  prior: VariancePrior,
): VarianceComponents | undefined {
  let count = 0;
  let clusters = 0;
  let sum = 0;
  let sizes = 0;
  let inside = 0;
  let between = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const size = counts[index] ?? 0;
    if (size <= 0) continue;
    const total = sums[index] ?? 0;
    clusters += 1;
    count += size;
    sum += total;
    sizes += size * size;
    between += (total * total) / size;
    inside += Math.max(0, (squares[index] ?? 0) - (total * total) / size);
  }
  if (count === 0) return undefined;
  const mean = sum / count;
  const within = (prior.degrees * prior.within + inside) / (prior.degrees + count - clusters);
  let levels = prior.between;
  if (clusters > 1) {
    const degrees = clusters - 1;
    const meanSquare = Math.max(0, between - sum * mean) / degrees;
    const typicalSize = (count - sizes / count) / degrees;
    const observed = Math.max(0, (meanSquare - within) / typicalSize);
    levels = (prior.degrees * prior.between + degrees * observed) / (prior.degrees + degrees);
  }
  const meanVariance = (levels * sizes) / (count * count) + within / count;
  return { count, clusters, mean, within, between: levels, meanVariance };
}
