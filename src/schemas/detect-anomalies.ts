import { type Static, type TProperties, Type } from "typebox";
import { ANOMALY_TYPES, TESTED_TYPES } from "../domain/anomaly-types.ts";
import { CalendarDate, Confidence, DataBasis, nullable } from "./answer.ts";

const TestedType = Type.Enum([...TESTED_TYPES]);

const Rating = Type.Number({ minimum: 0, maximum: 100 });
const PerDay = Type.Number({ minimum: 0, description: "sessions a day" });
const Time = Type.String({ pattern: "^\\d{2}:\\d{2}$" });

/** One type of anomaly: common members, and its own. */
function anomaly<
  const Name extends (typeof TESTED_TYPES)[number],
  const Severity extends string,
  const Icon extends string,
  Special extends TProperties,
  Evidence extends TProperties,
>(type: Name, severities: Severity[], icon: Icon, special: Special, evidence: Evidence) {
  return Type.Object(
    {
      type: Type.Literal(type),
      name: Type.String(),
      severity: Type.Enum(severities),
      description: Type.String({ description: "one plain sentence with the figures" }),
      recommendation: Type.String(),
      icon: Type.Literal(icon),
      tail_probability: Type.Number({
        minimum: 0,
        maximum: 1,
        description: "p-value: how often chance alone would produce this much or more",
      }),
      ...special,
      evidence: Type.Object(evidence, { additionalProperties: false }),
    },
    { additionalProperties: false },
  );
}

const MILD = ["low", "medium"] as const;

export const Anomaly = Type.Union([
  anomaly(
    "productivity_drop",
    ["low", "medium", "high", "critical"],
    "📉",
    {
      z_score: Type.Number({ description: "difference in standard errors; negative" }),
      current_value: Rating,
      baseline_value: Rating,
      change_percent: Type.Number({ description: "of the baseline; negative" }),
    },
    {
      period: Type.Literal("last_3_days"),
      data_points: Type.Array(Rating, {
        maxItems: 5,
        description: "the latest ratings of these days, oldest first",
      }),
    },
  ),
  anomaly(
    "unusual_hours",
    [...MILD],
    "🌙",
    {},
    {
      normal_range: Type.String({ description: "the middle half of the usual hours" }),
      unusual_sessions: Type.Array(Time, { maxItems: 5, description: "latest day first" }),
    },
  ),
  anomaly(
    "category_shift",
    ["low"],
    "🔄",
    {
      category: Type.String(),
      change_percent: Type.Number({
        description: "percentage points of the sessions; negative when it became rarer",
      }),
    },
    {
      baseline_top: nullable("string"),
      recent_distribution: Type.Record(Type.String(), Rating, {
        description: "per cent of the last seven days' sessions by category",
      }),
      other_percent: Type.Number({
        minimum: 0,
        maximum: 100,
        description: "per cent in rarely used categories that are not told apart",
      }),
    },
  ),
  anomaly(
    "streak_break",
    [...MILD],
    "💔",
    {
      streak_days: Type.Integer({ minimum: 7 }),
      gap_days: Type.Integer({ minimum: 2, description: "days without sessions, so far" }),
      returned: Type.Boolean({ description: "whether there was a session since" }),
    },
    { streak_length: Type.Integer({ minimum: 7 }), gap_start: CalendarDate },
  ),
  anomaly(
    "overwork_spike",
    [...MILD],
    "🔥",
    {
      ratio: Type.Integer({
        minimum: 150,
        description: "per cent of what is usual on such weekdays: 160 is 60 per cent more",
      }),
      current_avg: PerDay,
      baseline_avg: PerDay,
    },
    { recent_sessions_per_day: PerDay, baseline_sessions_per_day: PerDay },
  ),
  anomaly(
    "quality_decline",
    [...MILD],
    "⚠️",
    {
      consecutive_count: Type.Integer({ minimum: 3 }),
      avg_recent: Rating,
      baseline_avg: Rating,
    },
    {
      consecutive_ratings: Type.Array(Rating, { description: "oldest first, up to the latest" }),
      baseline_threshold: Rating,
    },
  ),
]);
export type Anomaly = Static<typeof Anomaly>;

/** A lasting change of level, separate from differences in the latest days. */
export const Change = anomaly(
  "level_shift",
  [...MILD],
  "📊",
  {
    direction: Type.Enum(["up", "down"]),
    since: CalendarDate,
    before_avg: PerDay,
    after_avg: PerDay,
  },
  { sessions_per_day_before: PerDay, sessions_per_day_after: PerDay },
);
export type Change = Static<typeof Change>;

const Tip = Type.Object(
  {
    type: Type.Enum(["suggestion", "positive"]),
    icon: Type.Enum(["💡", "✨"]),
    message: Type.String(),
    related_anomaly: Type.Optional(
      Type.Enum([...ANOMALY_TYPES], { description: "absent where the tip is about a change" }),
    ),
  },
  { additionalProperties: false },
);

const BaselineSummary = Type.Object(
  {
    avg_productivity: Type.Number({
      minimum: 0,
      maximum: 100,
      description: "mean rating; 0 while nothing is rated",
    }),
    avg_productivity_known: Type.Boolean({ description: "false: nothing was rated" }),
    typical_hours: Type.Object(
      {
        start: Type.Integer({ minimum: 0, maximum: 23 }),
        end: Type.Integer({ minimum: 0, maximum: 23 }),
      },
      {
        additionalProperties: false,
        description: "the middle half of the usual hours of start; `end` may be after midnight",
      },
    ),
    top_category: nullable("string"),
    avg_sessions_per_day: Type.Number({ minimum: 0, description: "per day with sessions" }),
    current_streak: Type.Integer({
      minimum: 0,
      description:
        "days in a row with a completed session; empty days off and absences do not end it",
    }),
    analysis_period_days: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);

const Patterns = Type.Object(
  {
    productivity_trend: Type.Enum(["improving", "stable", "declining", "unknown"]),
    work_intensity: Type.Enum(["high", "normal", "low", "unknown"]),
    schedule_regularity: Type.Enum(["regular", "moderate", "irregular", "unknown"]),
  },
  { additionalProperties: false },
);

export const AnomalyReportBody = Type.Object(
  {
    anomalies_detected: Type.Integer({ minimum: 0, maximum: ANOMALY_TYPES.length }),
    overall_status: Type.Enum(
      ["healthy", "info", "warning", "alert", "critical", "insufficient_data"],
      {
        description:
          "by the worst severity of the anomalies: none, low, medium, high, critical; a change alone is info",
      },
    ),
    anomalies: Type.Array(Anomaly, {
      maxItems: ANOMALY_TYPES.length,
      description: "at most one of each type",
    }),
    changes: Type.Array(Change, {
      maxItems: 1,
      description:
        "a daily number of sessions that moved to another level and stayed; upward by more than half it is among the anomalies too, as overwork_spike",
    }),
    tested_types: Type.Array(TestedType, {
      description: "types with enough data for a test; nothing is known about the others",
    }),
    failed_types: Type.Array(TestedType, {
      description: "types that could not be tested because of an internal error",
    }),
    proactive_tips: Type.Array(Tip, { maxItems: 3 }),
    baseline_summary: Type.Unsafe<Static<typeof BaselineSummary> | null>({
      ...BaselineSummary,
      type: ["object", "null"],
      description: "the days before the last three; null when they hold too little",
    }),
    patterns: Type.Unsafe<Static<typeof Patterns> | null>({
      ...Patterns,
      type: ["object", "null"],
    }),
    message: Type.Optional(Type.String({ description: "only without enough data" })),
    confidence: Confidence,
    metadata: Type.Object(
      {
        model_version: Type.Enum(["1.0"], { description: "version of the shape of this answer" }),
        model: Type.String({ description: "name and version of the model" }),
        total_sessions_analyzed: Type.Integer({ minimum: 0, description: "in the whole history" }),
        period_sessions: Type.Integer({ minimum: 0, description: "in the period" }),
        analysis_period: Type.Enum(["14 days"]),
        unique_days: Type.Integer({ minimum: 0, description: "distinct days with sessions, ever" }),
        required_days: Type.Integer({ minimum: 1, description: "how many of them are needed" }),
        timestamp: Type.String({ description: "local time of the answer, without an offset" }),
        as_of: Type.String({ description: "the same time as an instant, RFC 3339" }),
      },
      { additionalProperties: false },
    ),
    data: DataBasis,
  },
  {
    title: "AnomalyReport",
    additionalProperties: false,
    description:
      "Confidence: the probability that the status is correct: that something really differs, or that nothing does.",
  },
);
export type AnomalyReportBody = Static<typeof AnomalyReportBody>;
