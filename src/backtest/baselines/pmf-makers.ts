import { COUNT_BINS, LARGEST_COUNT } from "../../models/session-predictor/parameters.ts";
import { katzInto } from "../../stats/katz.ts";
import { normalise, type Pmf } from "../../stats/pmf.ts";

/** A mean of zero gives a degenerate distribution; with this one it is almost entirely at zero. */
const MIN_MEAN = 0.02;

/** A distribution concentrated at one count. */
export function pointPmf(count: number): Float64Array {
  const pmf = new Float64Array(COUNT_BINS);
  pmf[clip(count)] = 1;
  return pmf;
}

/** Negative binomial, or Poisson when the variance does not exceed the mean. */
export function countPmf(mean: number, variance: number): Float64Array {
  const pmf = new Float64Array(COUNT_BINS);
  const centre = Math.max(MIN_MEAN, mean);
  katzInto(pmf, centre, Math.max(1, variance / centre));
  return pmf;
}

/** Weighted histogram; `undefined` when the weights sum to 0. */
export function histogramPmf(
  values: Iterable<readonly [count: number, weight: number]>,
): Float64Array | undefined {
  const pmf = new Float64Array(COUNT_BINS);
  for (const [count, weight] of values) pmf[clip(count)] = (pmf[clip(count)] ?? 0) + weight;
  return normalise(pmf) > 0 ? pmf : undefined;
}

/** The distribution shifted up by `by` counts. */
export function shiftedPmf(pmf: Pmf, by: number): Float64Array {
  const shifted = new Float64Array(COUNT_BINS);
  for (let count = 0; count < pmf.length; count++) {
    shifted[clip(count + by)] = (shifted[clip(count + by)] ?? 0) + (pmf[count] ?? 0);
  }
  return shifted;
}

/** Mixture with the given share of the first distribution. */
export function mixedPmf(share: number, first: Pmf, second: Pmf): Float64Array {
  return Float64Array.from(
    { length: COUNT_BINS },
    (_, count) => share * (first[count] ?? 0) + (1 - share) * (second[count] ?? 0),
  );
}

function clip(count: number): number {
  return Math.min(LARGEST_COUNT, Math.max(0, count));
}
