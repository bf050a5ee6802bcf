import type { Slope } from "../../../models/history-aggregates/trends.ts";
import type { Trends } from "../../../schemas/insights.ts";
import { confidenceOf, dataBasis, round } from "../../answers/data-basis.ts";
import { memoizePerProfile } from "../../answers/memoize-per-profile.ts";
import { type TrendFacts, trendFacts } from "./facts.ts";

/** Trends of sessions and ratings over the last days. */
export const trendsOf = memoizePerProfile(
  (view, days: number): Trends => presentTrends(trendFacts(view, days)),
  (_view, days) => days,
);

export function presentTrends({ prediction }: TrendFacts): Trends {
  const { value } = prediction;
  return {
    days: value.days,
    session_trend: value.sessionTrend,
    productivity_trend: value.productivityTrend,
    total_sessions: value.totalSessions,
    rated_sessions: value.ratedSessions,
    avg_productivity: round(value.averageProductivity ?? 0, 2),
    mean_rating: value.averageProductivity === null ? null : round(value.averageProductivity, 1),
    session_change: change(value.sessionSlope),
    productivity_change: change(value.productivitySlope),
    confidence: confidenceOf(prediction),
    data: dataBasis(prediction),
  };
}

function change(slope: Slope | null): Trends["session_change"] {
  if (slope === null) return { per_week: null, p_value: null };
  return { per_week: round(slope.perWeek, 2), p_value: round(slope.pValue, 4) };
}
