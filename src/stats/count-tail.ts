/** Upper bound of the number of terms, after which no relevant probability is left. */
const MAX_TERMS = 100_000;

/**
 * Probability of a count of at least `least`, given its mean and variance: negative binomial, or Poisson when the
 * variance does not exceed the mean.
 *
 * @param least a whole number
 * @param mean greater than 0
 * @returns 0–1
 */
export function countAtLeast(least: number, mean: number, variance: number): number {
  if (least <= 0) return 1;
  if (mean <= 0) return 0;
  const beyond = Math.max(0, variance / mean - 1);
  // The recurrence p(k+1) = p(k) · (a + b·k)/(k+1) holds for both families.
  const b = beyond / (1 + beyond);
  const a = mean / (1 + beyond);
  const logZero = beyond < 1e-9 ? -mean : (-mean / beyond) * Math.log1p(beyond);
  let logTerm = logZero;
  for (let count = 0; count < least; count += 1) logTerm += Math.log((a + b * count) / (count + 1));
  // The tail is summed directly, because 1 − cdf loses small probabilities to cancellation.
  if (least > mean) {
    let term = Math.exp(logTerm);
    let tail = 0;
    for (let count = least; count < least + MAX_TERMS; count += 1) {
      tail += term;
      term *= (a + b * count) / (count + 1);
      if (term < tail * 1e-12) break;
    }
    return Math.min(1, tail);
  }
  let term = Math.exp(logZero);
  let below = 0;
  for (let count = 0; count < least; count += 1) {
    below += term;
    term *= (a + b * count) / (count + 1);
  }
  return Math.max(0, 1 - below);
}
