import type { EpochDay } from "../../time/calendar.ts";
import { RATING_LOG } from "./parameters.ts";
import type { AnomalyState } from "./state.ts";

/** The latest ratings from `fromDay` on, at most `limit`, oldest first. */
export function latestRatings(
  { ratingLog }: AnomalyState,
  fromDay: EpochDay,
  limit: number,
): { readonly day: EpochDay; readonly rating: number }[] {
  const found: { readonly day: EpochDay; readonly rating: number }[] = [];
  const kept = Math.min(ratingLog.rated, RATING_LOG, limit);
  for (let back = 1; back <= kept; back += 1) {
    const place = (ratingLog.rated - back) % RATING_LOG;
    const day = ratingLog.days[place] ?? Number.NEGATIVE_INFINITY;
    if (day < fromDay) break;
    found.push({ day, rating: (ratingLog.hundredths[place] ?? 0) / 100 });
  }
  return found.reverse();
}
