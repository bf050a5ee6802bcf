import { historyAggregates } from "../../../models/history-aggregates/history-aggregates.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";

/** How sessions and ratings developed over the last days. */
export type TrendFacts = ReturnType<typeof trendFacts>;

/** @param days how many dates, today's included */
export function trendFacts(view: ProfileView, days: number) {
  const prediction = historyAggregates.predict(view.profile["history-aggregates"], {
    asked: view.asked,
    days,
    stated: view.workTimes,
  });
  return { prediction };
}
