import { at } from "../../stats/at.ts";
import type { Tested } from "./finding.ts";
import { LEAST_EFFECT, MIN_RATINGS, RECENT_DAYS } from "./parameters.ts";
import { ratingBaseline, ratingDeficit } from "./rating-baseline.ts";
import { latestRatings } from "./rating-log.ts";
import { ASKED, type RecentDays, sumDays } from "./recent-days.ts";
import type { AnomalyState } from "./state.ts";

/** Number of latest ratings shown as evidence. */
const SHOWN_RATINGS = 5;

/** Tests whether the ratings of the last three dates are lower than those of the four weeks before. */
export function testProductivityDrop(
  state: AnomalyState,
  days: RecentDays,
): Tested<"productivity_drop"> | undefined {
  const from = ASKED - RECENT_DAYS + 1;
  const count = sumDays(days.ratings, from, ASKED);
  if (count < MIN_RATINGS.recent) return undefined;
  const baseline = ratingBaseline(days, RECENT_DAYS);
  if (baseline === undefined) return undefined;
  const mean = sumDays(days.ratingSums, from, ASKED) / count;
  const sizes = [0, 1, 2].map((ago) => at(days.ratings, ASKED - ago));
  const { standardErrors, tail } = ratingDeficit(baseline, mean, sizes);
  const drop = baseline.mean > 0 ? 1 - mean / baseline.mean : 0;
  if (drop < LEAST_EFFECT.ratingDrop) return { tail };
  return {
    type: "productivity_drop",
    tail,
    details: {
      zScore: -standardErrors,
      currentValue: mean,
      baselineValue: baseline.mean,
      changePercent: -100 * drop,
      dataPoints: latestRatings(state, days.asked - RECENT_DAYS + 1, SHOWN_RATINGS).map(
        ({ rating }) => rating,
      ),
    },
  };
}
