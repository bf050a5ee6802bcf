import { Type } from "typebox";
import { Count, LocalTimestamp, orNull, Rating, Share, Text } from "./members.ts";
import { type ContractRoute, freeText } from "./route.ts";

// With too little data, members are null or "unknown"; the first version gave older clients no answer then. A briefing
// made from templates has the texts of the first version's fallback.
const MorningBriefing = Type.Object({
  greeting: Text,
  yesterday_summary: Type.Union([
    Text,
    Type.Object({ sessions: Count, rating: orNull(Rating), highlight: Text }),
  ]),
  today_prediction: Type.Object({
    expected_sessions: Count,
    expected_productivity: Rating,
    confidence: Share,
    reasoning: Text,
  }),
  optimal_schedule: Type.Array(
    Type.Object({ time: Text, duration: Count, preset: Text, activity: Text, reason: Text }),
  ),
  daily_challenge: Type.Object({ title: Text, description: Text, target: Count, xp_reward: Count }),
  wellness_micro_action: Type.Object({ action: Text, reason: Text, when: Text }),
  risk_factors_detected: Type.Array(
    Type.Object({ factor: Text, level: Text, value: Type.Number(), impact: Text }),
  ),
  wellbeing_check: Type.Object({
    status: Type.Enum(["good", "warning", "concern", "rest_recommended"]),
    observation: Text,
    suggestion: Text,
    rest_day_consideration: Type.Boolean(),
  }),
  motivation: Type.Object({ message: Text }),
  notes_insights: Type.Array(Text),
  generated_at: LocalTimestamp,
  ai_generated: Type.Boolean(),
});

const EveningReview = Type.Object({
  summary: Type.Object({
    sessions_completed: Count,
    average_rating: orNull(Rating),
    total_time_focused: Text,
    xp_earned: Count,
    plan_vs_actual: Text,
  }),
  performance_analysis: Type.Object({
    what_went_well: Type.Array(Text),
    what_could_improve: Type.Array(Text),
    peak_moment: Type.Object({
      session: orNull(Count),
      time: orNull(Text),
      rating: orNull(Rating),
      note_excerpt: orNull(Text),
    }),
  }),
  notes_analysis: Type.Object({
    sentiment: Type.Enum(["positive", "neutral", "negative", "mixed"]),
    themes_detected: Type.Array(Text),
    mood_progression: Text,
  }),
  tomorrow_recommendations: Type.Array(Text),
  streak_update: Type.Object({
    status: Type.Enum(["maintained", "broken", "extended"]),
    current: Count,
    message: Text,
  }),
  weekly_progress: Type.Object({
    sessions_so_far: Count,
    weekly_goal: Count,
    on_track: Type.Boolean(),
    days_remaining: Count,
  }),
  closing_thought: Text,
  generated_at: LocalTimestamp,
  ai_generated: Type.Boolean(),
});

const IntegratedInsight = Type.Object({
  integrated_status: Type.Object({
    overall: Type.Enum(["thriving", "stable", "attention_needed", "intervention_required"]),
    confidence: Share,
    primary_focus: Text,
  }),
  priority_insight: Type.Object({
    type: Type.Enum(["wellbeing", "productivity", "optimization", "achievement"]),
    title: Text,
    message: Text,
    urgency: Type.Enum(["low", "medium", "high", "critical"]),
  }),
  model_synthesis: Type.Object({
    agreements: Type.Array(Text),
    conflicts: Type.Array(Text),
    resolution: Text,
  }),
  action_plan: Type.Object({ immediate: Text, today: Text, this_week: Text }),
  notes_meta_insight: Type.Object({ recurring_theme: Text, actionable_pattern: Text }),
  personalized_advice: Text,
  confidence_explanation: Text,
  generated_at: LocalTimestamp,
  ai_generated: Type.Boolean(),
  models_integrated: Type.Array(Type.Enum(["burnout", "anomaly", "productivity", "schedule"])),
});

const AnalyzeBurnout = Type.Object({
  burnout_risk_score: Rating,
  risk_level: Type.Enum(["low", "medium", "high", "critical", "unknown"]),
  early_warning_stage: Type.Enum(["none", "early_warning", "caution", "intervention_needed"]),
  early_warning_signals: Type.Array(
    Type.Object({ signal: Text, severity: Text, trend: Text, duration: Text }),
  ),
  primary_factors: Type.Array(
    Type.Object({
      factor: Text,
      contribution: Type.Number(),
      description: Text,
      evidence: Type.Array(Text),
    }),
  ),
  preventive_recommendations: Type.Array(Text),
  notes_analysis: Type.Object({
    negative_signals: Type.Array(Text),
    positive_signals: Type.Array(Text),
    engagement_level: Type.Enum(["high", "medium", "low"]),
    sentiment_trend: Type.Enum(["declining", "stable", "improving"]),
  }),
  monitoring_advice: Text,
  recommendations: Type.Array(Text),
  recovery_plan: Type.Object({ immediate: Text, short_term: Text, long_term: Text }),
  confidence: Share,
  generated_at: LocalTimestamp,
  ai_generated: Type.Boolean(),
  sessions_analyzed: Count,
});

const AnalyzeAnomalies = Type.Object({
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
    Type.Object({
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
      description: Text,
      evidence: Type.Array(Text),
      confidence: Share,
      recommendation: Text,
    }),
  ),
  proactive_tips: Type.Array(Type.Object({ type: Text, icon: Text, message: Text })),
  patterns_found: Type.Object({
    productivity_trend: Type.Enum(["improving", "stable", "declining", "unknown"]),
    work_intensity: Type.Enum(["light", "normal", "heavy", "overloaded", "unknown"]),
    schedule_regularity: Type.Enum(["consistent", "variable", "chaotic", "unknown"]),
  }),
  notes_sentiment_analysis: Type.Object({
    overall: Type.Enum(["positive", "neutral", "negative", "mixed"]),
    keywords_detected: Type.Array(Text),
    mood_trend: Type.Enum(["improving", "stable", "declining", "unknown"]),
  }),
  confidence: Share,
  generated_at: LocalTimestamp,
  ai_generated: Type.Boolean(),
  sessions_analyzed: Count,
});

const Factor = Type.Object({
  score: Rating,
  impact: Type.Enum(["positive", "neutral", "negative"]),
  reason: Text,
});

const AnalyzeQuality = Type.Object({
  predicted_productivity: Rating,
  confidence: Share,
  factor_analysis: Type.Object({
    hour: Factor,
    day: Factor,
    preset: Factor,
    category: Factor,
    fatigue: Factor,
    recovery: Factor,
  }),
  recommendation: Type.Object({
    type: Type.Enum(["positive", "warning", "suggestion"]),
    message: Text,
    action: Text,
    icon: Type.Enum(["rocket", "warning", "lightbulb"]),
  }),
  notes_context: Type.Array(Text),
  generated_at: LocalTimestamp,
  ai_generated: Type.Boolean(),
});

const OptimalSchedule = Type.Object({
  optimal_schedule: Type.Array(
    Type.Object({
      time_slot: Text,
      recommended_preset: Text,
      recommended_category: orNull(Text),
      expected_productivity: Rating,
      reason: Text,
    }),
  ),
  breaks_recommended: Type.Array(
    Type.Object({ after_session: Count, duration: Count, type: Text, activity: Text }),
  ),
  avoid_windows: Type.Array(Type.Object({ time: Text, reason: Text })),
  productivity_forecast: Type.Object({
    expected_total_productivity: Type.Number(),
    best_case: Type.Number(),
    worst_case: Type.Number(),
    confidence: Share,
  }),
  personalized_insights: Type.Array(Text),
  generated_at: LocalTimestamp,
  ai_generated: Type.Boolean(),
  for_day: Text,
});

/** Days, load, anomalies, quality and schedule in words. */
export const WORDS_OF_DAYS = {
  ai_morning_briefing: {
    methods: ["GET"],
    path: "/api/ai/morning-briefing",
    parameters: {},
    answer: MorningBriefing,
  },
  ai_evening_review: {
    methods: ["GET"],
    path: "/api/ai/evening-review",
    parameters: {},
    answer: EveningReview,
  },
  ai_integrated_insight: {
    methods: ["GET"],
    path: "/api/ai/integrated-insight",
    parameters: {},
    answer: IntegratedInsight,
  },
  ai_analyze_burnout: {
    methods: ["GET"],
    path: "/api/ai/analyze-burnout",
    parameters: {},
    answer: AnalyzeBurnout,
  },
  ai_analyze_anomalies: {
    methods: ["GET"],
    path: "/api/ai/analyze-anomalies",
    parameters: {},
    answer: AnalyzeAnomalies,
  },
  ai_analyze_quality: {
    methods: ["GET", "POST"],
    path: "/api/ai/analyze-quality",
    parameters: {
      preset: freeText("learning", "flow_mode"),
      category: freeText("Learning"),
    },
    body: {
      schema: Type.Object({}),
      valid: [{ preset: "learning" }, { preset: "deep_work", category: null }],
      refused: [],
    },
    answer: AnalyzeQuality,
  },
  ai_optimal_schedule: {
    methods: ["GET"],
    path: "/api/ai/optimal-schedule-ai",
    parameters: {
      day: freeText("monday", "sobota", "2026-03-04", "someday"),
      sessions: freeText("1", "12", "many"),
    },
    answer: OptimalSchedule,
  },
} as const satisfies Record<string, ContractRoute>;
