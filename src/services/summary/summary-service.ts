import type { Locale } from "../../messages/locale.ts";
import type { ProfileService, ProfileView } from "../../profiles/profile-service.ts";
import { TREND_DAYS } from "../../schemas/insights.ts";
import type { Summary } from "../../schemas/summary.ts";
import { awaitedAnswers } from "../answers/awaited-answers.ts";
import { then } from "../answers/then.ts";
import { nameOfWeekday } from "../answers/weekday-name.ts";
import { trendsOf } from "../insights/trends.ts";
import type { PredictionService } from "../predictions/prediction-service.ts";
import { productivityOf } from "../predictions/productivity.ts";
import type { RecommendationService } from "../recommendations/recommendation-service.ts";
import { burnoutRiskOf } from "../signals/burnout-risk.ts";

export interface SummaryService {
  /** The main figures of five routes in one answer. */
  summary(userId: string, locale: Locale): Summary | Promise<Summary>;
}

export interface SummaryServiceParts {
  readonly profiles: ProfileService;
  readonly recommendations: RecommendationService;
  readonly predictions: PredictionService;
}

export function createSummaryService(parts: SummaryServiceParts): SummaryService {
  // Each part holds for a minute: then there is less left of the day.
  const summaries = awaitedAnswers<Summary>();

  async function gather(view: ProfileView, locale: Locale): Promise<Summary> {
    const { userId } = view;
    const recommendation = await parts.recommendations.recommend(userId, {}, locale);
    const today = await parts.predictions.today(userId, undefined, locale);
    const { bestHours, bestDay, trend } = productivityOf(view).value;
    const load = burnoutRiskOf(view, locale);
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
        sessions: today.predicted_sessions,
        productivity: today.predicted_productivity,
        remaining: today.remaining_sessions,
      },
      trends: trendsOf(view, TREND_DAYS.default),
      burnout: {
        risk_score: load.risk_score,
        risk_level: load.risk_level,
        top_factor: load.risk_factors[0] ?? null,
      },
    };
  }

  return {
    summary: (userId, locale) =>
      then(parts.profiles.now(userId), (view) =>
        summaries(view, `${Math.floor(view.asked.minute)} ${locale}`, () => gather(view, locale)),
      ),
  };
}
