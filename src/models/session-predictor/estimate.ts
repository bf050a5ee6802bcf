import { supportOf } from "../../stats/convolve.ts";
import { centralInterval, massBetween, meanOf, type Pmf, quantileOf } from "../../stats/pmf.ts";
import type { CountEstimate } from "./query.ts";

/**
 * Summary statistics of a forecast distribution.
 *
 * @param extra sessions beyond the largest count of the distribution, added to every count
 */
export function estimateOf(pmf: Pmf, extra = 0): CountEstimate {
  const mean = meanOf(pmf);
  const { lower, upper, mass } = centralInterval(pmf, 0.8);
  const predicted = Math.min(upper, Math.max(lower, Math.round(mean)));
  const shown = Array.from({ length: supportOf(pmf, 1e-9) }, (_, count) => pmf[count] ?? 0);
  return {
    predictedSessions: predicted + extra,
    mean: mean + extra,
    median: quantileOf(pmf, 0.5) + extra,
    interval80: { lower: lower + extra, upper: upper + extra, mass },
    confidence: massBetween(pmf, predicted - 1, predicted + 1),
    pmf: extra === 0 ? shown : [...new Array<number>(extra).fill(0), ...shown],
  };
}
