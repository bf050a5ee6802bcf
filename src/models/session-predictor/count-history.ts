import { COUNT_BINS } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** Summary of the closed days that the forecasts of all coming days share. */
export interface CountHistory {
  /** Shares of the counts 0 … 60 in the recent histogram; 0 from `recentBins` on. */
  readonly recentShares: Float64Array;
  /** 0 before the first closed day. */
  recentBins: number;
  /** Non-zero residuals lie from `firstResidual` up to but excluding `residualBins`. */
  firstResidual: number;
  residualBins: number;
  residualSum: number;
}

// Shared buffer, overwritten by each call; calls are synchronous.
const history: CountHistory = {
  recentShares: new Float64Array(COUNT_BINS),
  recentBins: 0,
  firstResidual: 0,
  residualBins: 0,
  residualSum: 0,
};

/** @returns valid until the next call, or until another day is closed */
export function historyOf(state: SessionPredictorState): CountHistory {
  const { recentCounts, residuals } = state;
  const { recentShares } = history;
  const recentBins = usedBins(recentCounts, 0, recentCounts.length);
  let recentSum = 0;
  for (let count = 0; count < recentBins; count++) recentSum += recentCounts[count] ?? 0;
  for (let count = 0; count < recentBins; count++) {
    recentShares[count] = (recentCounts[count] ?? 0) / recentSum;
  }
  for (let count = recentBins; count < COUNT_BINS; count++) recentShares[count] = 0;
  const residualBins = usedBins(residuals, 0, residuals.length);
  let first = 0;
  while (first < residualBins && residuals[first] === 0) first++;
  let residualSum = 0;
  for (let bin = first; bin < residualBins; bin++) residualSum += residuals[bin] ?? 0;
  history.recentBins = recentBins;
  history.firstResidual = first;
  history.residualBins = residualBins;
  history.residualSum = residualSum;
  return history;
}

/**
 * End of the non-zero bins of a histogram. Histograms are mostly empty at their end, and finding it is faster than
 * adding up zeros.
 *
 * @returns the index, between `from` and `end`, after which all bins are 0
 */
export function usedBins(histogram: readonly number[], from: number, end: number): number {
  let used = end;
  while (used > from && histogram[used - 1] === 0) used--;
  return used;
}
