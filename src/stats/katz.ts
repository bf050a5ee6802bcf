/** A tail this small against what was already summed changes no digit that is shown. */
const NEGLIGIBLE = 1e-18;
/** Above this mean the chance of zero is so small that the recurrence must start lower than 1. */
const LARGE_MEAN = 30;
const LARGE_MEAN_START = 1e-200;
/** The recurrence ends long before; this bounds it for hostile parameters. */
const MAX_STEPS = 5000;

/**
 * How likely is each count, when only its mean and its variance are known? The Katz family:
 * p(j+1) = p(j) · max(0, a + b·j) / (j + 1) with b = 1 − 1/D and a = mean/D.
 *
 * It is negative binomial for dispersion > 1, Poisson at 1, and binomial-like (ending at a largest
 * count) below 1, so that regular people are not described as more scattered than they are.
 *
 * @param target filled with the probabilities of 0 … length − 1; what lies beyond is added to the last
 * @param mean greater than 0
 * @param dispersion D = variance / mean, greater than 0
 * @returns how many leading entries may be other than 0; all beyond are
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
    // Past the peak every further ratio is smaller still.
    if (ratio < 1 && probability < sum * NEGLIGIBLE) break;
  }
  const scale = 1 / sum;
  const filled = Math.min(step + 1, last);
  for (let count = 0; count < filled; count++) target[count] = (target[count] ?? 0) * scale;
  // A loop, because calling `fill` for so few entries takes longer.
  for (let count = filled; count < last; count++) target[count] = 0;
  target[last] = tail * scale;
  return tail > 0 ? target.length : filled;
}
