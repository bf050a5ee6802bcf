import type { Pmf } from "./pmf.ts";

/** Number of bins after which the remaining probability is at most `negligible`; at least 1. */
export function supportOf(pmf: Pmf, negligible = 1e-12): number {
  let length = pmf.length;
  let beyond = 0;
  while (length > 1) {
    beyond += pmf[length - 1] ?? 0;
    if (beyond > negligible) break;
    length--;
  }
  return length;
}

/**
 * Distribution of the sum of two independent counts.
 * @returns as many bins as `a` and `b` have together, less one
 */
export function convolve(a: Pmf, b: Pmf): Float64Array {
  const sum = new Float64Array(a.length + b.length - 1);
  for (let left = 0; left < a.length; left++) {
    const weight = a[left] ?? 0;
    if (weight === 0) continue;
    for (let right = 0; right < b.length; right++) {
      sum[left + right] = (sum[left + right] ?? 0) + weight * (b[right] ?? 0);
    }
  }
  return sum;
}
