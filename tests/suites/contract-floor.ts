import assert from "node:assert/strict";
import { type TSchema, Type } from "typebox";
import { compileCheck } from "../../src/schemas/validate.ts";

/**
 * What clients of the service's first version may rely on: members, types and words of each answer. Answers have more
 * members than these. Figures that only ever had a few steps may take any value between them.
 */
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Rating = Type.Number({ minimum: 0, maximum: 100 });
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Hour = Type.Integer({ minimum: 0, maximum: 23 });
const DateOnly = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const orNull = (schema: TSchema) => Type.Union([schema, Type.Null()]);

const Weekday = Type.Enum([
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
]);
const Direction = Type.Enum(["improving", "declining", "stable", "insufficient_data"]);
const TrendsFloor = Type.Object({
  session_trend: Direction,
  productivity_trend: Direction,
  total_sessions: Count,
  avg_productivity: Rating,
});

export const FLOOR = {
  trends: TrendsFloor,
  presetStatistics: Type.Record(
    Text,
    Type.Object({
      avg_rating: Rating,
      session_count: Type.Integer({ minimum: 1 }),
      best_hour: orNull(Hour),
      best_category: orNull(Text),
    }),
  ),
  themeProductivity: Type.Object({
    themes: Type.Array(
      Type.Object({
        theme: Text,
        sessions: Type.Integer({ minimum: 1 }),
        avg_rating: Rating,
        rated_count: Count,
      }),
    ),
    best_theme: orNull(Text),
    best_avg_rating: Rating,
  }),
  themeRecommendation: Type.Object({
    recommended_theme: orNull(Text),
    reason: Text,
    confidence: Type.Integer({ minimum: 0, maximum: 100 }),
    day_of_week: Type.Enum(["pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"]),
  }),
  weeklyInsights: Type.Object({
    predicted_sessions: Count,
    recommended_focus: orNull(Text),
    tip: Text,
    productivity_trend: Type.Integer(),
    week_sessions: Count,
    best_theme_rating: orNull(Rating),
  }),
  debugDiversity: Type.Object({
    status: Type.Enum(["ok"]),
    cutoff_date: DateOnly,
    ai_generator_categories: Type.Array(Text),
    detector_categories: Type.Array(Text),
    recent_sessions: Type.Array(Type.Object({ date: DateOnly, category: Text }), { maxItems: 10 }),
    total_sessions_in_db: Count,
    total_sessions_analyzed: Type.Integer({ minimum: 0, maximum: 20 }),
    diversity_result: Type.Object({
      overloaded_categories: Type.Array(Text),
      overload_reason: Text,
      avoid_categories: Type.Array(Text),
      recommended_alternatives: Type.Array(Text, { maxItems: 3 }),
      confidence: Share,
      reasoning: Text,
      category_distribution: Type.Record(Text, Count),
      analysis_days: Type.Integer(),
      total_sessions_analyzed: Count,
    }),
  }),
  setCategories: Type.Object({
    status: Type.Enum(["ok"]),
    categories_count: Count,
    categories: Type.Array(Text),
    updated_components: Type.Array(Type.Enum(["ai_analyzer", "ai_generator"]), { minItems: 1 }),
  }),
  train: Type.Union([
    Type.Object({
      status: Type.Enum(["success"]),
      sessions_analyzed: Type.Integer({ minimum: 1 }),
      sessions_with_rating: Count,
    }),
    Type.Object({ status: Type.Enum(["no_data"]), message: Text }),
  ]),
  achievementFocus: Type.Object({
    achievement_id: orNull(Text),
    name: orNull(Text),
    reason: Text,
    progress: Type.Number(),
    target: orNull(Type.Number()),
  }),
  analyzePatterns: Type.Object({
    productivity: Type.Object({
      best_hours: Type.Array(Hour, { maxItems: 3 }),
      worst_hours: Type.Array(Hour, { maxItems: 3 }),
      best_day: Text,
      avg_sessions_per_day: Type.Number(),
      consistency_score: Share,
    }),
    recommendations: Type.Array(Text),
    warnings: Type.Array(Text),
  }),
  summary: Type.Object({
    analysis: Type.Object({
      best_hours: Type.Array(Hour, { maxItems: 3 }),
      best_day: orNull(Weekday),
      trend: Type.Enum(["up", "down", "stable"]),
    }),
    recommendation: Type.Object({
      preset: Type.Enum(["deep_work", "learning", "quick_tasks", "flow_mode"]),
      reason: Text,
      confidence: Share,
    }),
    prediction: Type.Object({ sessions: Count, productivity: Rating, remaining: Count }),
    trends: TrendsFloor,
    burnout: Type.Object({
      risk_score: Type.Integer({ minimum: 0, maximum: 100 }),
      risk_level: Type.Enum(["low", "medium", "high", "critical", "unknown"]),
      top_factor: orNull(
        Type.Object({
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
        }),
      ),
    }),
  }),
} as const satisfies Record<string, TSchema>;

/** Fails when an answer lacks something that older clients read. */
export function assertFloor(answer: unknown, route: keyof typeof FLOOR): void {
  const checked = compileCheck(FLOOR[route])(answer);
  assert.deepEqual("problems" in checked ? checked.problems : [], [], JSON.stringify(answer));
}
