import type { Locale } from "../../messages/locale.ts";
import type { Recommendation } from "../../schemas/recommendations.ts";
import type { Summary } from "../../schemas/summary.ts";
import { round } from "../answers/data-basis.ts";
import { nameOfWeekday } from "../answers/weekday-name.ts";
import { presentTrends } from "../insights/trends/present.ts";
import { presentLoad } from "../signals/load/present.ts";
import type { SummaryFacts } from "./facts.ts";

export function presentSummary(
  facts: SummaryFacts,
  recommendation: Recommendation,
  locale: Locale,
): Summary {
  const { bestHours, bestDay, trend } = facts.productivity.value;
  const forecast = facts.today.value;
  const load = presentLoad(facts.load, locale);
  return {
    analysis: {
      best_hours: bestHours.map(({ which }) => which),
      best_day: bestDay === null ? null : nameOfWeekday(bestDay.which),
      trend: trend.direction,
    },
    recommendation: {
      preset: recommendation.recommended_preset,
      reason: recommendation.reason,
      confidence: recommendation.confidence,
    },
    prediction: {
      sessions: forecast.predictedSessions,
      productivity: round(forecast.productivity.mean, 1),
      remaining: Math.max(0, forecast.predictedSessions - forecast.doneSessions),
    },
    trends: presentTrends(facts.trends),
    burnout: {
      risk_score: load.risk_score,
      risk_level: load.risk_level,
      top_factor: load.risk_factors[0] ?? null,
    },
  };
}
