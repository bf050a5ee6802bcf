/** Capabilities whose texts a language model may write. Metrics, usage, preview and cache use these names. */
export const TEXT_CAPABILITIES = [
  "daily_challenge",
  "weekly_quest",
  "motivation",
  "learning_recommendations",
  "next_session",
  "expand_suggestion",
  "extract_topics",
  "morning_briefing",
  "evening_review",
  "integrated_insight",
  "analyze_burnout",
  "analyze_anomalies",
  "analyze_quality",
  "optimal_schedule",
  "learning_v2",
] as const;
export type TextCapability = (typeof TEXT_CAPABILITIES)[number];
