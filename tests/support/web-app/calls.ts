import type { Field } from "./read-fields.ts";

/** A call that the web app makes, as its HTTP client sends it. */
export interface WebCall {
  readonly what: string;
  readonly method: "GET" | "POST";
  readonly target: string;
  /** Sent as JSON; a POST without it has no body and no content type. */
  readonly body?: unknown;
  /** Whether it hands on the request id of its own request. */
  readonly id: boolean;
  readonly timeoutSeconds: number;
  /** What pages, scripts and stored rows take from the answer. */
  readonly reads: readonly Field[];
}

const SEVERITIES = ["low", "medium", "high", "critical"] as const;
const PRESETS = ["deep_work", "learning", "quick_tasks", "flow_mode"] as const;

function get(
  what: string,
  target: string,
  timeoutSeconds: number,
  reads: readonly Field[],
  id = true,
): WebCall {
  return { what, method: "GET", target, id, timeoutSeconds, reads };
}

function post(
  what: string,
  target: string,
  body: unknown,
  timeoutSeconds: number,
  reads: readonly Field[],
  id = false,
): WebCall {
  return { what, method: "POST", target, body, id, timeoutSeconds, reads };
}

const QUALITY: readonly Field[] = [
  ["error", "absent"],
  ["predicted_productivity", "percent"],
  ["factors[].type", ["positive", "negative"]],
  ["factors[].name", "text"],
  ["recommendation.icon", ["🚀", "💪", "☕", "👍", "⚠️", "🛑", "💡", "📊"]],
  ["recommendation.message", "text"],
  ["recommendation.type", ["positive", "warning", "neutral", "negative", "suggestion"]],
];

const WELLNESS = {
  sleep_quality: 70,
  energy_level: null,
  mood: 62.5,
  stress_level: 30,
  motivation: null,
  focus_ability: 80,
  overall_wellness: 69.4,
};

/** The page calls it at once and again with each choice; it never knows how many sessions there were. */
const quality = (what: string, preset: string, category: string | null, wellness: unknown) =>
  post(
    `the forecast beside the timer, ${what}`,
    "/api/predict-quality",
    { hour: 12, day: 0, preset, category, sessions_today: 0, minutes_since_last: null, wellness },
    5,
    QUALITY,
    true,
  );

/** The main page, the pages of insights and the calendar. */
export const PAGES: readonly WebCall[] = [
  get("the recommendation", "/api/recommendation", 2, [
    ["recommended_preset", PRESETS],
    ["reason", "text"],
  ]),
  get("today's forecast", "/api/prediction/today", 2, [["predicted_sessions", "count"]]),
  get("the load", "/api/burnout-risk", 5, [
    ["risk_level", ["low", "medium", "high", "critical", "unknown"]],
    ["risk_score", "percent"],
    ["risk_factors[].severity", ["low", "medium", "high"]],
    ["risk_factors[].message", "text"],
    ["risk_factors[].score", "percent"],
    ["recommendations[]", "text"],
    ["confidence", "share"],
    ["total_sessions_analyzed", "count"],
    ["analyzed_period", "text"],
  ]),
  get("the best hours", "/api/optimal-schedule?sessions=6&day=today", 5, [
    ["peak_hours[5].time", "text"],
    ["peak_hours[5].preset_name", "text"],
    ["peak_hours[5].expected_productivity", "percent"],
    ["avoid_hours[].time", "text"],
    ["avoid_hours[].reason", "text"],
    ["summary.best_time_range", "text"],
    ["summary.recommended_sessions", "count"],
    ["summary.expected_avg_productivity", "percent"],
    ["confidence", "share"],
    ["total_sessions_analyzed", "count"],
    ["day_of_week", "text"],
    ["optimal_schedule.sessions[].time", "text"],
    ["optimal_schedule.sessions[].preset_name", "text"],
    ["optimal_schedule.sessions[].work_minutes", "count"],
    ["optimal_schedule.sessions[].expected_productivity", "percent"],
    ["optimal_schedule.total_work_minutes", "count"],
    ["optimal_schedule.avg_expected_productivity", "percent"],
    ["recommendation_basis", "text"],
    ...Array.from({ length: 16 }, (_, at) => at + 6).flatMap((hour): Field[] => [
      [`hourly_breakdown.${hour}.productivity`, "percent or null"],
      [`hourly_breakdown.${hour}.score`, "percent"],
      [`hourly_breakdown.${hour}.data_source`, ["historical", "default"]],
      [`hourly_breakdown.${hour}.recommended_preset`, "text"],
    ]),
  ]),
  get("the analysis", "/api/analysis", 5, [
    ["analysis.best_hours[]", "count"],
    ["analysis.worst_hours[]", "count"],
    ["analysis.best_day", "text or null"],
    ["analysis.trend", ["up", "down", "stable"]],
    ["analysis.total_sessions_analyzed", "count"],
    ["analysis.productivity_by_category.*.avg_rating", "percent"],
    ["analysis.productivity_by_category.*.session_count", "count"],
    ["analysis.productivity_by_preset.*.avg_rating", "percent"],
    ["analysis.productivity_by_hour.*", "percent"],
  ]),
  quality("as it opens", "deep_work", null, null),
  quality("another preset and category", "quick_tasks", "Sociální sítě", null),
  quality("with the day's check-in", "flow_mode", "SOAP", WELLNESS),
  get("the anomalies", "/api/detect-anomalies", 5, [
    ["overall_status", ["healthy", "info", "warning", "alert", "critical", "insufficient_data"]],
    ["anomalies_detected", "count"],
    ["confidence", "share"],
    ["anomalies[].severity", SEVERITIES],
    ["anomalies[].icon", ["📉", "🌙", "🔄", "💔", "🔥", "⚠️"]],
    ["anomalies[].name", "text"],
    ["anomalies[].description", "text"],
    ["anomalies[].recommendation", "text"],
    ["proactive_tips[].type", ["suggestion", "positive"]],
    ["proactive_tips[].icon", ["💡", "✨"]],
    ["proactive_tips[].message", "text"],
    ["baseline_summary", "object or null"],
    ["patterns", "object or null"],
  ]),
  get("the week in the calendar", "/api/weekly-insights/2026-03-02", 5, [
    ["predicted_sessions", "count"],
    ["recommended_focus", "text or null"],
    ["tip", "text"],
    ["productivity_trend", "number"],
  ]),
  get("the week as a review stores it", "/api/prediction/week", 2, [
    ["predicted_sessions", "count"],
    ["recommended_focus", "text or null"],
    ["tip", "text"],
    ["predictions[7].predicted_sessions", "count"],
  ]),
];

/** What the web app hands to its scripts as it came, or shows in panels of their own. */
export const WORDS: readonly WebCall[] = [
  get("the challenge", "/api/ai/daily-challenge?sessions_today=0&level=3", 10, [["title", "text"]]),
  get("the quests", "/api/ai/weekly-quest?level=3&weekly_sessions=0", 10, [["[].title", "text"]]),
  get("the encouragement", "/api/ai/motivation?sessions_today=0&streak=4", 10, [
    ["message", "text"],
  ]),
  get("the model's health", "/api/ai/health", 5, [["status", "text"]]),
  get("the evening", "/api/ai/evening-review", 45, [["closing_thought", "text"]]),
  get("all in one", "/api/ai/integrated-insight", 90, [["personalized_advice", "text"]]),
  get("the load in words", "/api/ai/analyze-burnout", 45, [["monitoring_advice", "text"]]),
  get("the anomalies in words", "/api/ai/analyze-anomalies", 45, [["anomalies_detected", "count"]]),
  post(
    "the quality in words",
    "/api/ai/analyze-quality",
    { preset: "learning", category: null },
    45,
    [["predicted_productivity", "percent"]],
    true,
  ),
  get("the schedule in words", "/api/ai/optimal-schedule-ai?sessions=6&day=today", 45, [
    ["optimal_schedule[].time_slot", "text"],
  ]),
  get("learning", "/api/ai/learning-v2", 60, [["motivational_message", "text"]], false),
  get("what is kept", "/api/ai/cache-status", 5, [["total_cached", "count"]], false),
  post("what to learn", "/api/ai/learning-recommendations", { weekly_stats: {}, streak: 3 }, 60, [
    ["analysis_summary", "text"],
  ]),
  get(
    "the next session",
    "/api/ai/next-session-suggestion?category=&task=&hour=12&sessions=0&categories=SOAP%2CLearning%2COther&bypass_cache=False",
    180,
    [
      ["topic", "text"],
      ["category", "text"],
      ["reason", "text"],
      ["confidence", "share"],
      ["preset", PRESETS],
    ],
    false,
  ),
  post(
    "more about the suggestion",
    "/api/ai/expand-suggestion",
    { suggestion: { topic: "Docker", category: "SOAP", reason: "x" }, question_type: "steps" },
    180,
    [
      ["answer", "text"],
      ["icon", "text"],
      ["confidence", "share"],
      ["ai_generated", "boolean"],
    ],
  ),
  post("topics", "/api/ai/extract-topics", { tasks: [{ task: "Docker", category: "SOAP" }] }, 180, [
    ["technologies[]", "text"],
  ]),
  post(
    "patterns",
    "/api/ai/analyze-patterns",
    { today_stats: {}, weekly_stats: {}, streak_data: {}, current_hour: 12, day_of_week: 0 },
    180,
    [["recommendations[]", "text"]],
  ),
];

const CATEGORIES = ["SOAP", "REST API", "Sociální sítě", "Learning", "Other"];

export const POST_CATEGORIES = post(
  "the categories",
  "/api/config/categories",
  { categories: CATEGORIES },
  5,
  [],
);

export const BRIEFING = get(
  "the briefing",
  "/api/ai/morning-briefing",
  60,
  [
    ["recommendation", "anything"],
    ["today_prediction.expected_sessions", "count"],
    ["today_prediction.expected_productivity", "percent"],
    ["today_prediction.reasoning", "text"],
    ["optimal_schedule[].activity", "text"],
    ["optimal_schedule[].preset", "text"],
    ["optimal_schedule[].reason", "text"],
    ["wellbeing_check.suggestion", "text"],
  ],
  false,
);

/** After a session: the web app does not look at the answer. */
export const INVALIDATE = post(
  "a logged session",
  "/api/ai/invalidate-cache",
  undefined,
  2,
  [],
  true,
);
/** At the end of the Start Day dialog. */
export const INVALIDATE_BRIEFING = post(
  "the end of the dialog",
  "/api/ai/invalidate-cache",
  { type: "morning_briefing" },
  2,
  [],
  true,
);
