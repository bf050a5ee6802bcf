import { type TProperties, type TSchema, Type } from "typebox";

/**
 * What clients of the service's first version may rely on in the answers about load, days, sessions and anomalies.
 * Answers have more members than these; figures that only had a few steps may take any value between them.
 */
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Rating = Type.Number({ minimum: 0, maximum: 100 });
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Hour = Type.Integer({ minimum: 0, maximum: 23 });
const Weekday = Type.Integer({ minimum: 0, maximum: 6 });
const Time = Type.String({ pattern: "^\\d{2}:\\d{2}$" });
const DateOnly = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const LocalTimestamp = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?$",
});
const orNull = (schema: TSchema) => Type.Union([schema, Type.Null()]);

const riskFactor = Type.Object({
  factor: Type.Enum([
    "declining_productivity",
    "overwork",
    "night_sessions",
    "weekend_work",
    "variability",
    "continuous_days",
  ]),
  name: Text,
  severity: Type.Enum(["low", "medium", "high"]),
  score: Type.Integer({ minimum: 1, maximum: 25 }),
  value: Type.Number(),
  message: Text,
});

const burnoutRisk = Type.Union([
  Type.Object({
    risk_score: Type.Integer({ minimum: 0, maximum: 100 }),
    risk_level: Type.Enum(["low", "medium", "high", "critical"]),
    risk_factors: Type.Array(riskFactor, { maxItems: 6 }),
    recommendations: Type.Array(Text, { minItems: 1, maxItems: 3 }),
    confidence: Share,
    analyzed_period: Type.Literal("14 days"),
    total_sessions_analyzed: Type.Integer({ minimum: 5 }),
  }),
  Type.Object({
    risk_score: Type.Literal(0),
    risk_level: Type.Literal("unknown"),
    risk_factors: Type.Array(riskFactor, { maxItems: 0 }),
    recommendations: Type.Array(Text, { minItems: 1, maxItems: 1 }),
    confidence: Type.Literal(0),
    analyzed_period: Type.Literal("14 days"),
    total_sessions_analyzed: Type.Integer({ minimum: 0, maximum: 4 }),
    message: Text,
  }),
]);

const hour = { hour: Hour, time: Time, score: Rating, session_count: Count, confidence: Share };
const preset = { recommended_preset: Text, preset_name: Text, preset_rating: orNull(Rating) };
const totals = { total_work_minutes: Count, total_break_minutes: Count, total_time_minutes: Count };

const optimalSchedule = Type.Object({
  date: DateOnly,
  day_of_week: Type.Enum(["Pondělí", "Úterý", "Středa", "Čtvrtek", "Pátek", "Sobota", "Neděle"]),
  day_of_week_en: Type.Enum([
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
  ]),
  day_of_week_num: Weekday,
  peak_hours: Type.Array(Type.Object({ ...hour, ...preset, expected_productivity: Rating }), {
    minItems: 5,
    maxItems: 5,
  }),
  avoid_hours: Type.Array(Type.Object({ ...hour, expected_productivity: Rating, reason: Text }), {
    minItems: 5,
    maxItems: 5,
  }),
  hourly_breakdown: Type.Object(
    Object.fromEntries(
      Array.from({ length: 24 }, (_, index): [string, TSchema] => [
        String(index),
        Type.Object({
          ...hour,
          ...preset,
          productivity: orNull(Rating),
          completion_rate: orNull(Rating),
          data_source: Type.Enum(["historical", "default"]),
        }),
      ]),
    ),
  ),
  optimal_schedule: Type.Object({
    sessions: Type.Array(
      Type.Object({
        slot: Type.Integer({ minimum: 1, maximum: 12 }),
        hour: Hour,
        time: Time,
        preset: Text,
        preset_name: Text,
        work_minutes: Count,
        break_minutes: Count,
        expected_productivity: Rating,
        confidence: Share,
      }),
      { maxItems: 12 },
    ),
    ...totals,
    avg_expected_productivity: Rating,
    sessions_count: Count,
  }),
  summary: Type.Object({
    best_time_range: Type.String({ pattern: "^\\d{2}:00 - \\d{2}:00$" }),
    recommended_break_times: Type.Array(Hour, { minItems: 2, maxItems: 2 }),
    recommended_sessions: Type.Integer({ minimum: 0, maximum: 12 }),
    ...totals,
    expected_avg_productivity: Rating,
  }),
  confidence: Share,
  total_sessions_analyzed: Count,
  recommendation_basis: Text,
});

const factorScore = Type.Object({ score: Rating, confidence: Share, weight: Share });

const sessionQuality = Type.Object({
  predicted_productivity: Rating,
  confidence: Share,
  context: Type.Object({
    hour: Hour,
    day_of_week: Weekday,
    day_name: Type.Enum([
      "Pondeli",
      "Utery",
      "Streda",
      "Ctvrtek",
      "Patek",
      "Sobota",
      "Nedele",
      "Unknown",
    ]),
    preset: Text,
    preset_name: Text,
    category: orNull(Text),
    sessions_today: Count,
    minutes_since_last: orNull(Count),
    has_wellness_data: Type.Boolean(),
  }),
  factor_scores: Type.Object({
    hour: factorScore,
    day: factorScore,
    preset: factorScore,
    category: factorScore,
    fatigue: factorScore,
    recovery: factorScore,
    wellness: factorScore,
  }),
  factors: Type.Array(
    Type.Object({
      type: Type.Enum(["positive", "negative"]),
      name: Text,
      description: Text,
      impact: Type.Enum(["high", "medium", "low"]),
    }),
    { maxItems: 5 },
  ),
  recommendation: Type.Object({
    type: Type.Enum(["positive", "warning", "neutral", "negative", "suggestion"]),
    message: Text,
    action: orNull(Text),
    icon: Type.Enum(["🚀", "💪", "☕", "👍", "⚠️", "🛑", "💡", "📊"]),
  }),
  metadata: Type.Object({
    model_version: Type.Literal("1.1"),
    total_sessions_analyzed: Count,
    wellness_integrated: Type.Boolean(),
    timestamp: LocalTimestamp,
  }),
});

function anomaly(type: string, icon: string, members: TProperties, evidence: TProperties): TSchema {
  return Type.Object({
    type: Type.Literal(type),
    icon: Type.Literal(icon),
    name: Text,
    severity: Type.Enum(["low", "medium", "high", "critical"]),
    description: Text,
    recommendation: Text,
    ...members,
    evidence: Type.Object(evidence),
  });
}

const number = Type.Number();
const anomalies = Type.Union([
  anomaly(
    "productivity_drop",
    "📉",
    { z_score: number, current_value: Rating, baseline_value: Rating, change_percent: number },
    {
      period: Type.Literal("last_3_days"),
      data_points: Type.Array(Rating, { maxItems: 5 }),
    },
  ),
  anomaly(
    "unusual_hours",
    "🌙",
    {},
    { normal_range: Text, unusual_sessions: Type.Array(Time, { minItems: 2, maxItems: 5 }) },
  ),
  anomaly(
    "category_shift",
    "🔄",
    { category: Text, change_percent: number },
    { baseline_top: orNull(Text), recent_distribution: Type.Record(Text, Rating) },
  ),
  anomaly(
    "streak_break",
    "💔",
    { streak_days: Type.Integer({ minimum: 7 }), gap_days: Type.Integer({ minimum: 2 }) },
    { streak_length: Type.Integer(), gap_start: DateOnly },
  ),
  anomaly(
    "overwork_spike",
    "🔥",
    { ratio: Type.Integer({ minimum: 150 }), current_avg: number, baseline_avg: number },
    { recent_sessions_per_day: number, baseline_sessions_per_day: number },
  ),
  anomaly(
    "quality_decline",
    "⚠️",
    {
      consecutive_count: Type.Integer({ minimum: 3 }),
      avg_recent: Rating,
      baseline_avg: Rating,
    },
    { consecutive_ratings: Type.Array(Rating), baseline_threshold: Rating },
  ),
  // Of this service's own making; older clients show what all anomalies have.
  anomaly("level_shift", "📊", {}, {}),
]);

const reportMetadata = {
  model_version: Type.Literal("1.0"),
  total_sessions_analyzed: Count,
  timestamp: LocalTimestamp,
};

const detectAnomalies = Type.Union([
  Type.Object({
    anomalies_detected: Type.Integer({ minimum: 0, maximum: 7 }),
    overall_status: Type.Enum(["healthy", "info", "warning", "alert", "critical"]),
    anomalies: Type.Array(anomalies),
    proactive_tips: Type.Array(
      Type.Union([
        Type.Object({
          type: Type.Literal("suggestion"),
          icon: Type.Literal("💡"),
          message: Text,
          related_anomaly: Text,
        }),
        Type.Object({ type: Type.Literal("positive"), icon: Type.Literal("✨"), message: Text }),
      ]),
      { maxItems: 3 },
    ),
    baseline_summary: orNull(
      Type.Object({
        avg_productivity: Rating,
        typical_hours: Type.Object({ start: Hour, end: Hour }),
        top_category: orNull(Text),
        avg_sessions_per_day: number,
        current_streak: Count,
        analysis_period_days: Type.Literal(14),
      }),
    ),
    patterns: Type.Object({
      productivity_trend: Type.Enum(["improving", "stable", "declining", "unknown"]),
      work_intensity: Type.Enum(["high", "normal", "low", "unknown"]),
      schedule_regularity: Type.Enum(["regular", "moderate", "irregular", "unknown"]),
    }),
    confidence: Share,
    metadata: Type.Object({ ...reportMetadata, analysis_period: Type.Literal("14 days") }),
  }),
  Type.Object({
    anomalies_detected: Type.Literal(0),
    overall_status: Type.Literal("insufficient_data"),
    anomalies: Type.Array(Type.Unknown(), { maxItems: 0 }),
    proactive_tips: Type.Array(Type.Unknown(), { maxItems: 0 }),
    message: Text,
    baseline_summary: Type.Null(),
    patterns: Type.Null(),
    confidence: Type.Literal(0),
    metadata: Type.Object({
      ...reportMetadata,
      unique_days: Count,
      required_days: Type.Literal(7),
    }),
  }),
]);

export const SIGNAL_FLOOR = {
  burnoutRisk,
  optimalSchedule,
  sessionQuality,
  detectAnomalies,
} as const satisfies Record<string, TSchema>;
