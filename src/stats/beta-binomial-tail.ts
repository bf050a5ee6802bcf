/**
 * Probability of at least `least` successes in `trials` correlated trials: beta-binomial with mean share `share` and
 * correlation `likeness` between two trials.
 *
 * @param share 0–1, both exclusive
 * @param likeness 0–1, both exclusive
 * @returns 0–1
 */
export function betaBinomialAtLeast(
  least: number,
  trials: number,
  share: number,
  likeness: number,
): number {
  if (least <= 0) return 1;
  if (least > trials) return 0;
  const size = 1 / likeness - 1;
  const a = share * size;
  const b = (1 - share) * size;
  // p(0) is computed as a product; the recurrence gives the other terms.
  let term = 1;
  for (let step = 0; step < trials; step += 1) term *= (b + step) / (a + b + step);
  let tail = 0;
  for (let count = 0; count <= trials; count += 1) {
    if (count >= least) tail += term;
    term *= ((trials - count) * (a + count)) / ((count + 1) * (b + trials - count - 1));
  }
  return Math.min(1, tail);
}
