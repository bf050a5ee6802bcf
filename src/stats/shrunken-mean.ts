/** Estimate of a mean, with its standard deviation. */
export interface Estimate {
  readonly mean: number;
  readonly sd: number;
}

/**
 * Mean of a group, shrunk towards the prior. The fewer values there are, the stronger the shrinkage.
 *
 * @param count number of values in the group (may be fractional when aged); at least 0
 * @param mean their mean; not read when `count` is 0
 * @param noiseVariance variance of single values around the group's true mean; greater than 0
 * @param prior mean and standard deviation of true means of such groups
 * @see Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.5
 * @example shrunkenMean(4, 80, 100, { mean: 60, sd: 5 }) // => mean 70, sd 3.5355…
 */
export function shrunkenMean(
  count: number,
  mean: number,
  noiseVariance: number,
  prior: Estimate,
): Estimate {
  if (count <= 0) return prior;
  const precision = count / noiseVariance;
  const priorPrecision = 1 / (prior.sd * prior.sd);
  const total = precision + priorPrecision;
  return {
    mean: (mean * precision + prior.mean * priorPrecision) / total,
    sd: Math.sqrt(1 / total),
  };
}
