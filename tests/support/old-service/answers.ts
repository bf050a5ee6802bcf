import { isObject } from "../../../src/parity/compare-values.ts";
import type { OldRoute } from "../../../src/parity/old-routes.ts";
import { formatDay } from "../../../src/time/calendar.ts";
import {
  type Asked,
  analysis,
  predictionToday,
  predictionWeek,
  presetStats,
  recommendation,
  stampOf,
  themeProductivity,
  todayOf,
  trends,
  weeklyInsights,
} from "./figures.ts";
import { CATEGORIES, rated } from "./rows.ts";
import { sampleOf } from "./sample.ts";
import {
  burnoutRisk,
  detectAnomalies,
  insightsSummary,
  optimalSchedule,
  predictQuality,
} from "./signals.ts";

/** Answers by the names of the routes; routes that are not here answer a sample of their contract. */
const ANSWERS: Readonly<Record<string, (asked: Asked) => unknown>> = {
  health: () => ({ status: "healthy", service: "pomodoro-ml", database: "connected" }),
  set_categories: ({ body }) => {
    const categories = Array.isArray(body.categories) ? body.categories : [];
    const updated = { updated_components: ["ai_analyzer", "ai_generator"] };
    return { status: "ok", categories_count: categories.length, categories, ...updated };
  },
  analysis,
  recommendation,
  prediction_today: predictionToday,
  prediction_week: predictionWeek,
  trends,
  preset_stats: presetStats,
  burnout_risk: burnoutRisk,
  optimal_schedule: optimalSchedule,
  predict_quality: predictQuality,
  detect_anomalies: detectAnomalies,
  insights_summary: insightsSummary,
  theme_productivity: themeProductivity,
  weekly_insights: weeklyInsights,
  train: ({ rows }) => ({
    status: "success",
    sessions_analyzed: rows.length,
    sessions_with_rating: rated(rows).length,
  }),
  theme_recommendation: () => ({
    recommended_theme: CATEGORIES[0],
    reason: "V tento den máte průměr 71 %.",
    confidence: 79,
    day_of_week: "pondělí",
  }),
  debug_diversity: (asked) => ({
    status: "ok",
    cutoff_date: formatDay(todayOf(asked) - 2),
    ai_generator_categories: [],
    detector_categories: CATEGORIES,
    recent_sessions: asked.rows.slice(0, 10).map(({ date, category }) => ({ date, category })),
    total_sessions_in_db: asked.rows.length,
    total_sessions_analyzed: Math.min(20, asked.rows.length),
    diversity_result: {
      overloaded_categories: [],
      overload_reason: "",
      avoid_categories: [],
      recommended_alternatives: [],
      confidence: 0,
      reasoning: "",
      category_distribution: {},
      analysis_days: 2,
      total_sessions_analyzed: 3,
    },
  }),
  ai_achievement_focus: () => ({
    achievement_id: "first_session",
    name: "První sezení",
    reason: "Začněte tímto úspěchem.",
    progress: 0,
    target: 1,
  }),
  ai_analyze_patterns: () => ({
    productivity: {
      best_hours: [9, 11, 15],
      worst_hours: [15, 11, 9],
      best_day: "Monday",
      avg_sessions_per_day: 3,
      consistency_score: 0.6,
    },
    recommendations: ["Naplánujte náročnou práci na 9 hodin."],
    warnings: [],
  }),
};

/** What the old service answers with status 200 when nothing is wrong with it. */
export function answerOf(route: OldRoute, asked: Asked): unknown {
  const known = ANSWERS[route.id];
  if (known !== undefined) return known(asked);
  const sample = sampleOf(route.answer);
  if (!isObject(sample) || !("generated_at" in sample)) return sample;
  return { ...sample, generated_at: stampOf(asked) };
}
