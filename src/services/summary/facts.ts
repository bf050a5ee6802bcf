import type { ProfileView } from "../../profiles/profile-service.ts";
import { TREND_DAYS } from "../../schemas/insights.ts";
import { productivityOf } from "../analysis/productivity.ts";
import { trendFacts } from "../insights/trends/facts.ts";
import { dayPrediction } from "../predictions/facts.ts";
import { loadFacts } from "../signals/load/facts.ts";

/** The main current facts of several capabilities. */
export type SummaryFacts = ReturnType<typeof summaryFacts>;

export function summaryFacts(view: ProfileView) {
  return {
    productivity: productivityOf(view),
    today: dayPrediction(view, view.asked.day),
    trends: trendFacts(view, TREND_DAYS.default),
    load: loadFacts(view),
  };
}
