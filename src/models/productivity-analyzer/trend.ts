import { type ClusteredMean, clusteredMean } from "../../stats/clustered-mean.ts";
import { studentTHalfWidth, studentTTwoSided } from "../../stats/student-t.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { PARAMETERS } from "./parameters.ts";
import { isRecent, type ProductivityAnalyzerState, recentIndex } from "./state.ts";

/** Comparison of the ratings of the last 7 days (including the queried one) with the 28 days before. */
export interface Trend {
  /** `up` or `down` only for a change that is both large enough and significant. */
  readonly direction: "up" | "down" | "stable";
  readonly recentRatings: number;
  readonly earlierRatings: number;
  /** Recent mean minus earlier mean, in points; `null` when either window has too few ratings. */
  readonly difference: number | null;
  /** 80 % interval of the difference. */
  readonly low: number | null;
  readonly high: number | null;
  /** Two-sided p-value of the difference. */
  readonly pValue: number | null;
  /** Probability that the true change has the sign of `difference`. */
  readonly probability: number | null;
}

interface Window {
  readonly counts: readonly number[];
  readonly sums: readonly number[];
  readonly ratings: number;
}

function windowOf(state: ProductivityAnalyzerState, last: EpochDay, days: number): Window {
  const counts: number[] = [];
  const sums: number[] = [];
  let ratings = 0;
  for (let day = last - days + 1; day <= last; day += 1) {
    const held = isRecent(state, day);
    const count = held ? (state.recentRatings[recentIndex(day)] ?? 0) : 0;
    counts.push(count);
    sums.push(held ? (state.recentHundredths[recentIndex(day)] ?? 0) / 100 : 0);
    ratings += count;
  }
  return { counts, sums, ratings };
}

/**
 * Compares the two windows by Welch's test with cluster-robust standard errors, because the ratings of one day are
 * correlated.
 * @param noiseVariance variance of single ratings
 */
export function trendAt(
  state: ProductivityAnalyzerState,
  askedDay: EpochDay,
  noiseVariance: number,
): Trend {
  const { recentDays, earlierDays, minimumRatings, minimumDays } = PARAMETERS.trend;
  const recent = windowOf(state, askedDay, recentDays);
  const earlier = windowOf(state, askedDay - recentDays, earlierDays);
  const counts = { recentRatings: recent.ratings, earlierRatings: earlier.ratings };
  const enough = (mean: ClusteredMean | undefined): mean is ClusteredMean =>
    mean !== undefined && mean.count >= minimumRatings && mean.clusters >= minimumDays;
  const now = clusteredMean(recent.counts, recent.sums, noiseVariance);
  const before = clusteredMean(earlier.counts, earlier.sums, noiseVariance);
  if (!enough(now) || !enough(before)) {
    const nothing = { difference: null, low: null, high: null, pValue: null, probability: null };
    return { direction: "stable", ...counts, ...nothing };
  }
  return { ...counts, ...compare(now, before) };
}

function compare(
  now: ClusteredMean,
  before: ClusteredMean,
): Omit<Trend, "recentRatings" | "earlierRatings"> {
  const difference = now.mean - before.mean;
  const variance = now.variance + before.variance;
  // Satterthwaite's degrees of freedom; days are the independent units.
  const degrees =
    variance ** 2 /
    (now.variance ** 2 / (now.clusters - 1) + before.variance ** 2 / (before.clusters - 1));
  const error = Math.sqrt(variance);
  const pValue = studentTTwoSided(difference / error, degrees);
  const half = error * studentTHalfWidth(PARAMETERS.intervalLevel, degrees);
  const { minimumDifference, significance } = PARAMETERS.trend;
  const changed = Math.abs(difference) >= minimumDifference && pValue <= significance;
  return {
    direction: changed ? (difference > 0 ? "up" : "down") : "stable",
    difference,
    low: difference - half,
    high: difference + half,
    pValue,
    probability: 1 - pValue / 2,
  };
}
