/** A tail this small relative to the sum changes no displayed digit. */
const NEGLIGIBLE = 1e-18;
/** Above this mean the probability of zero underflows, so the recurrence starts from a smaller value than 1. */
const LARGE_MEAN = 30;
/** Start of the recurrence for a large mean; the result is normalised afterwards. */
const LARGE_MEAN_START = 1e-200;
/** Upper bound of the recurrence's steps, reached only with extreme parameters. */
const MAX_STEPS = 5000;

/**
 * Probabilities of counts with a given mean and variance, from the Katz family: p(j+1) = p(j) · max(0, a + b·j) / (j +
 * 1) with b = 1 − 1/D and a = mean/D.
 *
 * The distribution is negative binomial for dispersion > 1, Poisson at 1, and binomial-like (with a largest count)
 * below 1. It therefore also describes people whose counts vary less than Poisson counts.
 *
 * @param target receives the probabilities of 0 … length − 1; the last entry includes all higher counts
 * @param mean greater than 0
 * @param dispersion D = variance / mean, greater than 0
 * @returns number of leading entries that may differ from 0
 * @see Katz, Unified treatment of a broad class of discrete probability distributions (1965)
 * @example katzInto(target, 1.5, 1) // => Poisson probabilities 0.2231, 0.3347, 0.2510, …
 */
export function katzInto(target: Float64Array, mean: number, dispersion: number): number {
  const slope = 1 - 1 / dispersion;
  const offset = mean / dispersion;
  const last = target.length - 1;
  let probability = mean > LARGE_MEAN ? LARGE_MEAN_START : 1;
  let sum = 0;
  let tail = 0;
  let step = 0;
  for (; step < MAX_STEPS; step++) {
    if (step < last) target[step] = probability;
    else tail += probability;
    sum += probability;
    const ratio = (offset + slope * step) / (step + 1);
    if (ratio <= 0) break;
    probability *= ratio;
    // After the peak the ratio only decreases.
    if (ratio < 1 && probability < sum * NEGLIGIBLE) break;
  }
  const scale = 1 / sum;
  const filled = Math.min(step + 1, last);
  for (let count = 0; count < filled; count++) target[count] = (target[count] ?? 0) * scale;
  // A loop is faster than `fill` for so few entries.
  for (let count = filled; count < last; count++) target[count] = 0;
  target[last] = tail * scale;
  return tail > 0 ? target.length : filled;
}
