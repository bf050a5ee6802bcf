import { type Static, Type } from "typebox";
import { Analysis } from "./analysis.ts";
import { BurnoutRisk } from "./burnout-risk.ts";
import { Trends } from "./insights.ts";
import { TodayPrediction } from "./predictions.ts";
import { Recommendation } from "./recommendations.ts";

const closed = { additionalProperties: false };
const { best_hours, best_day, trend } = Analysis.properties.analysis.properties;
const { risk_score, risk_level, risk_factors } = BurnoutRisk.properties;
type TopFactor = BurnoutRisk["risk_factors"][number] | null;

export const Summary = Type.Object(
  {
    analysis: Type.Object({ best_hours, best_day, trend }, closed),
    recommendation: Type.Object(
      {
        preset: Recommendation.properties.recommended_preset,
        reason: Recommendation.properties.reason,
        confidence: Recommendation.properties.confidence,
      },
      closed,
    ),
    prediction: Type.Object(
      {
        sessions: TodayPrediction.properties.predicted_sessions,
        productivity: TodayPrediction.properties.predicted_productivity,
        remaining: TodayPrediction.properties.remaining_sessions,
      },
      closed,
    ),
    trends: Trends,
    burnout: Type.Object(
      {
        risk_score,
        risk_level,
        top_factor: Type.Unsafe<TopFactor>({
          ...risk_factors.items,
          type: ["object", "null"],
          description: "the factor with the highest score",
        }),
      },
      closed,
    ),
  },
  {
    title: "Summary",
    ...closed,
    description:
      "Each part as its own route gives it; which has more members, including the data behind it.",
  },
);
export type Summary = Static<typeof Summary>;
