/**
 * Sum over counts n of weight(n) · log(x (x+1) … (x+n−1)), the logarithms of rising factorials in a beta-binomial
 * likelihood. One logarithm per step serves all counts above it.
 *
 * @param x greater than 0
 * @param weights weight of each count 0 … `most`
 * @param most the largest count with a weight
 */
export function weightedLogRising(x: number, weights: ArrayLike<number>, most: number): number {
  let total = 0;
  let above = 0;
  for (let step = most - 1; step >= 0; step--) {
    above += weights[step + 1] ?? 0;
    total += above * Math.log(x + step);
  }
  return total;
}

/**
 * Likelihood of `seen` successes in k trials, for every k. Adds weight · BetaBinomial(seen | k, a, b) to `target[k]`
 * for k = seen … length − 1, by a recurrence without logarithms.
 *
 * @param a greater than 0
 * @param b greater than 0
 */
export function addBetaBinomial(
  target: Float64Array,
  seen: number,
  a: number,
  b: number,
  weight: number,
): void {
  let value = weight;
  for (let step = 0; step < seen; step++) value *= (a + step) / (a + b + step);
  for (let trials = seen; trials < target.length; trials++) {
    target[trials] = (target[trials] ?? 0) + value;
    value *= ((trials + 1) * (b + trials - seen)) / ((trials + 1 - seen) * (a + b + trials));
  }
}
