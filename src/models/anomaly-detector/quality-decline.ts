import type { Tested } from "./finding.ts";
import { LEAST_EFFECT, MIN_RATINGS, RATING_LOG, WEEK_DAYS } from "./parameters.ts";
import { ratingBaseline, ratingDeficit } from "./rating-baseline.ts";
import { latestRatings } from "./rating-log.ts";
import type { RecentDays } from "./recent-days.ts";
import type { AnomalyState } from "./state.ts";

/**
 * Tests whether a run of latest ratings lies below the mean of the weeks before, by its length and its joint deficit.
 */
export function testQualityDecline(
  state: AnomalyState,
  days: RecentDays,
): Tested<"quality_decline"> | undefined {
  const week = latestRatings(state, days.asked - WEEK_DAYS + 1, RATING_LOG);
  if (week.length < MIN_RATINGS.spell) return undefined;
  const baseline = ratingBaseline(days, WEEK_DAYS);
  if (baseline === undefined) return undefined;
  const lastGood = week.findLastIndex(({ rating }) => rating >= baseline.mean);
  const spell = week.slice(lastGood + 1);
  if (spell.length < MIN_RATINGS.spell) return { tail: 1 };
  const perDay = new Map<number, number>();
  let sum = 0;
  for (const { day, rating } of spell) {
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
    sum += rating;
  }
  const mean = sum / spell.length;
  // The event also requires each rating to be below the mean, so this tail is an upper bound of its probability.
  const { tail } = ratingDeficit(baseline, mean, perDay.values());
  if (mean > baseline.mean * (1 - LEAST_EFFECT.ratingDrop)) return { tail };
  return {
    type: "quality_decline",
    tail,
    details: {
      consecutiveCount: spell.length,
      recentAverage: mean,
      baselineAverage: baseline.mean,
      consecutiveRatings: spell.map(({ rating }) => rating),
    },
  };
}
