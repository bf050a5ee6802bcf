import { Type } from "typebox";
import {
  Count,
  DateOnly,
  Hours,
  orNull,
  PresetId,
  perName,
  Rating,
  RiskFactor,
  Sentence,
  Share,
  Text,
  Trend,
  Trends,
  Weekday,
} from "./members.ts";
import { type ContractRoute, NO_DATES, type Parameter } from "./route.ts";

const DebugDiversity = Type.Object({
  status: Type.Literal("ok"),
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
    category_distribution: perName(Count),
    analysis_days: Type.Integer(),
    total_sessions_analyzed: Count,
  }),
});

const Train = Type.Union([
  Type.Object({
    status: Type.Literal("success"),
    sessions_analyzed: Type.Integer({ minimum: 1 }),
    sessions_with_rating: Count,
  }),
  Type.Object({ status: Type.Literal("no_data"), message: Sentence }),
]);

const Summary = Type.Object({
  analysis: Type.Object({ best_hours: Hours, best_day: orNull(Weekday), trend: Trend }),
  recommendation: Type.Object({ preset: PresetId, reason: Sentence, confidence: Share }),
  prediction: Type.Object({ sessions: Count, productivity: Rating, remaining: Count }),
  trends: Trends,
  burnout: Type.Object({
    risk_score: Type.Integer({ minimum: 0, maximum: 100 }),
    risk_level: Type.Enum(["low", "medium", "high", "critical", "unknown"]),
    top_factor: orNull(RiskFactor),
  }),
});

const Theme = Type.Object({
  theme: Text,
  sessions: Type.Integer({ minimum: 1 }),
  avg_rating: Rating,
  rated_count: Count,
});

// Accepted difference D43: every member is present even without a session, here and in the two answers below.
const ThemeProductivity = Type.Union([
  Type.Object({
    themes: Type.Array(Theme, { minItems: 1 }),
    best_theme: orNull(Text),
    best_avg_rating: Rating,
  }),
  Type.Object({
    themes: Type.Array(Theme, { maxItems: 0 }),
    best_theme: Type.Null(),
    best_avg_rating: Type.Literal(0),
  }),
]);

const WeeklyInsights = Type.Object({
  predicted_sessions: Count,
  recommended_focus: orNull(Text),
  tip: Sentence,
  productivity_trend: Type.Integer(),
  week_sessions: Count,
  best_theme_rating: orNull(Rating),
});

const ThemeRecommendation = Type.Object({
  recommended_theme: orNull(Text),
  reason: Sentence,
  // A percentage, as in the first version; everywhere else a share.
  confidence: Type.Integer({ minimum: 0, maximum: 100 }),
  day_of_week: Type.Enum(["pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"]),
});

const AchievementFocus = Type.Object({
  achievement_id: orNull(Text),
  name: orNull(Text),
  reason: Sentence,
  progress: Type.Number(),
  target: orNull(Type.Number()),
});

const Patterns = Type.Object({
  productivity: Type.Object({
    best_hours: Hours,
    worst_hours: Hours,
    best_day: Text,
    avg_sessions_per_day: Type.Number({ minimum: 0 }),
    consistency_score: Share,
  }),
  recommendations: Type.Array(Text),
  warnings: Type.Array(Text),
});

const PatternsBody = Type.Object({
  hourly_productivity: Type.Optional(
    perName(
      Type.Object({
        sessions: Type.Optional(Count),
        ratings: Type.Optional(Type.Array(Type.Number())),
      }),
    ),
  ),
  daily_stats: Type.Optional(
    perName(Type.Object({ sessions: Type.Optional(Count), minutes: Type.Optional(Count) })),
  ),
});

const pathDay = (valid: readonly string[]): Parameter => ({
  in: "path",
  schema: Type.String({ format: "calendar-date" }),
  reading: "strict",
  valid,
  unreadable: NO_DATES,
});

export const INSIGHTS = {
  debug_diversity: {
    methods: ["GET"],
    path: "/api/debug/diversity",
    parameters: {},
    answer: DebugDiversity,
  },
  train: { methods: ["POST"], path: "/api/train", parameters: {}, answer: Train },
  insights_summary: {
    methods: ["GET"],
    path: "/api/insights/summary",
    parameters: {},
    answer: Summary,
  },
  theme_productivity: {
    methods: ["GET"],
    path: "/api/theme-productivity",
    parameters: {},
    answer: ThemeProductivity,
  },
  weekly_insights: {
    methods: ["GET"],
    path: "/api/weekly-insights/{week_start}",
    parameters: {
      week_start: pathDay([
        "2026-03-02",
        "2026-02-23",
        "2025-10-29",
        "1970-01-08",
        "2026-03-16",
        "9999-12-31",
      ]),
    },
    answer: WeeklyInsights,
  },
  theme_recommendation: {
    methods: ["GET"],
    path: "/api/theme-recommendation/{date}",
    parameters: {
      date: pathDay(["2026-03-02", "2026-03-08", "2025-12-24", "1970-01-01", "9999-12-31"]),
    },
    answer: ThemeRecommendation,
  },
  ai_achievement_focus: {
    methods: ["GET"],
    path: "/api/ai/achievement-focus",
    parameters: {},
    answer: AchievementFocus,
  },
  ai_analyze_patterns: {
    methods: ["POST"],
    path: "/api/ai/analyze-patterns",
    parameters: {},
    body: {
      schema: PatternsBody,
      valid: [
        { hourly_productivity: { "9": { sessions: 3, ratings: [70, 80.5, 0] }, "14": {} } },
        { daily_stats: { "2026-02-28": { sessions: 3, minutes: 75 }, "2026-03-01": {} } },
        { hourly_productivity: {}, daily_stats: {} },
        // Body sent by the web app.
        { today_stats: {}, weekly_stats: {}, current_hour: 9, day_of_week: 1 },
      ],
      same: [[{}, { today_stats: { sessions: 3 } }]],
      refused: [
        { hourly_productivity: [] },
        { hourly_productivity: { "9": { sessions: "3" } } },
        { hourly_productivity: { "9": { ratings: ["80"] } } },
        { daily_stats: { "2026-03-01": { sessions: -1 } } },
        { daily_stats: 5 },
      ],
    },
    answer: Patterns,
  },
} as const satisfies Record<string, ContractRoute>;
