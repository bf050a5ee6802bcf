import { type TProperties, type TSchema, Type } from "typebox";
import {
  Count,
  DateOnly,
  Hour,
  LocalTimestamp,
  orNull,
  perName,
  Rating,
  Share,
  Text,
  Time,
} from "./members.ts";
import type { ContractRoute } from "./route.ts";

const ANOMALY_TYPES = [
  "productivity_drop",
  "unusual_hours",
  "category_shift",
  "streak_break",
  "overwork_spike",
  "quality_decline",
] as const;

/** Accepted difference D53: every type may have every severity; in the first version most types were at most medium. */
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
    { baseline_top: orNull(Text), recent_distribution: perName(Rating) },
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
]);

const reportMetadata = {
  model_version: Type.Literal("1.0"),
  total_sessions_analyzed: Count,
  timestamp: LocalTimestamp,
};

const DetectAnomalies = Type.Union([
  Type.Object({
    anomalies_detected: Type.Integer({ minimum: 0, maximum: 6 }),
    overall_status: Type.Enum(["healthy", "info", "warning", "alert", "critical"]),
    anomalies: Type.Array(anomalies),
    proactive_tips: Type.Array(
      Type.Union([
        Type.Object({
          type: Type.Literal("suggestion"),
          icon: Type.Literal("💡"),
          message: Text,
          // Absent when the tip is about a change, which the first version did not have.
          related_anomaly: Type.Optional(Type.Enum([...ANOMALY_TYPES])),
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

export const ANOMALIES = {
  detect_anomalies: {
    methods: ["GET"],
    path: "/api/detect-anomalies",
    parameters: {},
    answer: DetectAnomalies,
  },
} as const satisfies Record<string, ContractRoute>;
