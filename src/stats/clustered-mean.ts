/** Mean of clustered values (clusters are days), with its uncertainty. */
export interface ClusteredMean {
  readonly count: number;
  /** Clusters that contain at least one value. */
  readonly clusters: number;
  readonly mean: number;
  /** Squared standard error of the mean. */
  readonly variance: number;
}

/**
 * Mean over all values with a cluster-robust standard error. Ratings of one day share the day's mood; treating them as
 * independent finds trends where there are none.
 *
 * @param counts values per cluster; clusters with 0 are left out
 * @param sums sum of the values in each cluster
 * @param noiseVariance variance of single values. The standard error is never smaller than for independent values,
 *   because the spread of a few clusters can be small by chance.
 * @returns `undefined` for fewer than two clusters
 * @see Cameron & Miller, A practitioner's guide to cluster-robust inference, J. Human Resources 50 (2015)
 */
export function clusteredMean(
  counts: readonly number[],
  sums: readonly number[],
  noiseVariance: number,
): ClusteredMean | undefined {
  let count = 0;
  let clusters = 0;
  let sum = 0;
  counts.forEach((size, index) => {
    if (size <= 0) return;
    count += size;
    clusters += 1;
    sum += sums[index] ?? 0;
  });
  if (clusters < 2) return undefined;
  const mean = sum / count;
  let squares = 0;
  counts.forEach((size, index) => {
    if (size > 0) squares += ((sums[index] ?? 0) - size * mean) ** 2;
  });
  const robust = ((clusters / (clusters - 1)) * squares) / count ** 2;
  return { count, clusters, mean, variance: Math.max(robust, noiseVariance / count) };
}
