import { studentTTwoSided } from "../../stats/student-t.ts";
import { type VarianceComponents, varianceComponents } from "../../stats/variance-components.ts";
import { BASELINE_DAYS, MIN_RATINGS, MOOD_PERSISTENCE, RATING_PRIOR } from "./parameters.ts";
import { ASKED, type RecentDays } from "./recent-days.ts";

/** Ratings before the newest `testedDays` dates; `undefined` when there are too few. */
export function ratingBaseline(
  days: RecentDays,
  testedDays: number,
): VarianceComponents | undefined {
  const end = ASKED - testedDays + 1;
  const start = Math.max(0, end - BASELINE_DAYS);
  const baseline = varianceComponents(
    days.ratings.subarray(start, end),
    days.ratingSums.subarray(start, end),
    days.ratingSquares.subarray(start, end),
    RATING_PRIOR,
  );
  if (baseline === undefined || baseline.count < MIN_RATINGS.baseline) return undefined;
  return baseline.clusters < MIN_RATINGS.baselineDays ? undefined : baseline;
}

/**
 * Deficit of the mean of some ratings relative to the baseline, in standard errors of the difference.
 * @param dayCounts number of the ratings on each day
 */
export function ratingDeficit(
  baseline: VarianceComponents,
  mean: number,
  dayCounts: Iterable<number>,
): { readonly standardErrors: number; readonly tail: number } {
  let count = 0;
  let sizes = 0;
  for (const size of dayCounts) {
    count += size;
    sizes += size * size;
  }
  const moods = MOOD_PERSISTENCE * baseline.between * (sizes / (count * count));
  const variance = moods + baseline.within / count + baseline.meanVariance;
  const standardErrors = (baseline.mean - mean) / Math.sqrt(variance);
  const degrees = baseline.clusters - 1 + RATING_PRIOR.degrees;
  const both = studentTTwoSided(standardErrors, degrees);
  return { standardErrors, tail: standardErrors > 0 ? both / 2 : 1 - both / 2 };
}
