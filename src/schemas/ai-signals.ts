import { type Static, Type } from "typebox";
import { Count, closed, Level, Plain, Rating, Share, writtenWithFallback } from "./ai-common.ts";
import { Weekday } from "./answer.ts";
import { PresetId } from "./preset.ts";

export const Time = Type.String({ pattern: "^\\d{2}:\\d{2}$" });
const Texts = Type.Array(Plain);

export const LoadAnalysis = Type.Object(
  {
    burnout_risk_score: Type.Integer({ minimum: 0, maximum: 100 }),
    risk_level: Type.Enum(["low", "medium", "high", "critical", "unknown"]),
    early_warning_stage: Type.Enum(["none", "early_warning", "caution", "intervention_needed"]),
    early_warning_signals: Type.Array(
      Type.Object(
        {
          signal: Plain,
          severity: Level,
          trend: Type.Enum(["rising", "stable"]),
          duration: Plain,
        },
        closed,
      ),
    ),
    primary_factors: Type.Array(
      Type.Object(
        {
          factor: Type.String(),
          contribution: Type.Integer({
            minimum: 0,
            maximum: 100,
            description: "points of the score",
          }),
          description: Plain,
          evidence: Texts,
        },
        closed,
      ),
    ),
    preventive_recommendations: Texts,
    notes_analysis: Type.Object(
      {
        negative_signals: Texts,
        positive_signals: Texts,
        engagement_level: Level,
        sentiment_trend: Type.Enum(["declining", "stable", "improving"]),
      },
      closed,
    ),
    monitoring_advice: Plain,
    recommendations: Texts,
    recovery_plan: Type.Object({ immediate: Plain, short_term: Plain, long_term: Plain }, closed),
    confidence: Share,
    sessions_analyzed: Count,
    ...writtenWithFallback,
  },
  {
    title: "LoadAnalysis",
    ...closed,
    description:
      "How heavy the last days are, in words. A signal about load and recovery, not a statement about health.",
  },
);
export type LoadAnalysis = Static<typeof LoadAnalysis>;

export const AnomalyAnalysis = Type.Object(
  {
    anomalies_detected: Count,
    overall_status: Type.Enum([
      "healthy",
      "info",
      "warning",
      "alert",
      "critical",
      "insufficient_data",
    ]),
    anomalies: Type.Array(
      Type.Object(
        {
          type: Type.Enum([
            "productivity_drop",
            "unusual_hours",
            "category_shift",
            "overwork_spike",
            "quality_decline",
            "burnout_signals",
            "streak_break_risk",
          ]),
          severity: Type.Enum(["low", "medium", "high", "critical"]),
          description: Plain,
          evidence: Texts,
          confidence: Share,
          recommendation: Plain,
        },
        closed,
      ),
    ),
    proactive_tips: Type.Array(
      Type.Object({ type: Type.String(), icon: Type.String(), message: Plain }, closed),
    ),
    patterns_found: Type.Object(
      {
        productivity_trend: Type.Enum(["improving", "stable", "declining", "unknown"]),
        work_intensity: Type.Enum(["light", "normal", "heavy", "overloaded", "unknown"]),
        schedule_regularity: Type.Enum(["consistent", "variable", "chaotic", "unknown"]),
      },
      closed,
    ),
    notes_sentiment_analysis: Type.Object(
      {
        overall: Type.Enum(["positive", "neutral", "negative", "mixed"]),
        keywords_detected: Type.Array(Type.String()),
        mood_trend: Type.Enum(["improving", "stable", "declining", "unknown"]),
      },
      closed,
    ),
    confidence: Share,
    sessions_analyzed: Count,
    ...writtenWithFallback,
  },
  { title: "AnomalyAnalysis", ...closed },
);
export type AnomalyAnalysis = Static<typeof AnomalyAnalysis>;

const Factor = Type.Object(
  { score: Rating, impact: Type.Enum(["positive", "neutral", "negative"]), reason: Plain },
  closed,
);

export const QualityAnalysisInput = Type.Object({
  preset: Type.Optional(
    Type.Unsafe<string | null>({
      type: ["string", "null"],
      maxLength: 50,
      description: "`deep_work` when absent",
    }),
  ),
  category: Type.Optional(Type.Unsafe<string | null>({ type: ["string", "null"], maxLength: 100 })),
});
export type QualityAnalysisInput = Static<typeof QualityAnalysisInput>;

export const QualityAnalysisQuery = Type.Object({
  preset: Type.Optional(Type.String({ maxLength: 50, description: "`deep_work` when absent" })),
  category: Type.Optional(Type.String({ maxLength: 100 })),
});

export const QualityAnalysis = Type.Object(
  {
    predicted_productivity: Rating,
    confidence: Share,
    factor_analysis: Type.Object(
      {
        hour: Factor,
        day: Factor,
        preset: Factor,
        category: Factor,
        fatigue: Factor,
        recovery: Factor,
      },
      closed,
    ),
    recommendation: Type.Object(
      {
        type: Type.Enum(["positive", "warning", "suggestion"]),
        message: Plain,
        action: Plain,
        icon: Type.Enum(["rocket", "warning", "lightbulb"]),
      },
      closed,
    ),
    notes_context: Texts,
    ...writtenWithFallback,
    message: Type.Optional(Plain),
  },
  { title: "QualityAnalysis", ...closed },
);
export type QualityAnalysis = Static<typeof QualityAnalysis>;

export const ScheduleAnalysisQuery = Type.Object({
  sessions: Type.Optional(Type.String({ description: "1 to 12; 6 when absent or not a number" })),
  day: Type.Optional(
    Type.String({
      maxLength: 200,
      description:
        "`today`, a weekday in English or Czech, or YYYY-MM-DD; anything else means today",
    }),
  ),
});
export type ScheduleAnalysisQuery = Static<typeof ScheduleAnalysisQuery>;

export const ScheduleAnalysis = Type.Object(
  {
    optimal_schedule: Type.Array(
      Type.Object(
        {
          time_slot: Type.String({ pattern: "^\\d{2}:\\d{2}-\\d{2}:\\d{2}$" }),
          recommended_preset: PresetId,
          recommended_category: Type.Unsafe<string | null>({ type: ["string", "null"] }),
          expected_productivity: Rating,
          reason: Plain,
        },
        closed,
      ),
      { maxItems: 12 },
    ),
    breaks_recommended: Type.Array(
      Type.Object(
        {
          after_session: Type.Integer({ minimum: 1 }),
          duration: Type.Integer({ minimum: 0, description: "minutes" }),
          type: Type.Enum(["short", "long"]),
          activity: Plain,
        },
        closed,
      ),
    ),
    avoid_windows: Type.Array(Type.Object({ time: Time, reason: Plain }, closed)),
    productivity_forecast: Type.Object(
      {
        expected_total_productivity: Rating,
        best_case: Rating,
        worst_case: Rating,
        confidence: Share,
      },
      closed,
    ),
    personalized_insights: Texts,
    for_day: Weekday,
    confidence: Share,
    ...writtenWithFallback,
  },
  { title: "ScheduleAnalysis", ...closed },
);
export type ScheduleAnalysis = Static<typeof ScheduleAnalysis>;
