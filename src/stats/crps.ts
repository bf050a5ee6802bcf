import type { Pmf } from "./pmf.ts";

/**
 * Continuous ranked probability score of a forecast distribution of counts: the sum over k of (P(count ≤ k) −
 * 1[observed ≤ k])². Its unit is counts; for a point forecast it is the absolute error. Lower is better. Only the true
 * distribution minimises its expectation.
 *
 * @param observed the observed count; a count beyond the last bin is treated as the last bin
 * @returns 0 or more
 * @see Gneiting & Raftery, Strictly proper scoring rules, prediction, and estimation (JASA 2007)
 * @example crps([0.5, 0.5], 0) // => 0.25
 */
export function crps(pmf: Pmf, observed: number): number {
  const last = pmf.length - 1;
  const actual = Math.min(observed, last);
  let below = 0;
  let score = 0;
  for (let count = 0; count < last; count++) {
    below += pmf[count] ?? 0;
    const miss = below - (actual <= count ? 1 : 0);
    score += miss * miss;
  }
  return score;
}
