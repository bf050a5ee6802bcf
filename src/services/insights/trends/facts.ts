import { historyAggregates } from "../../../models/history-aggregates/history-aggregates.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";

/** Trends of sessions and ratings over the last days. */
export type TrendFacts = ReturnType<typeof trendFacts>;

/** @param days number of dates, including today */
export function trendFacts(view: ProfileView, days: number) {
  const prediction = historyAggregates.predict(view.profile["history-aggregates"], {
    asked: view.asked,
    days,
    stated: view.workTimes,
  });
  return { prediction };
}
