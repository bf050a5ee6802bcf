/** What can differ in the latest days. */
export const ANOMALY_TYPES = [
  "productivity_drop",
  "unusual_hours",
  "category_shift",
  "streak_break",
  "overwork_spike",
  "quality_decline",
] as const;

/** What is looked for: anomalies, and changes that last. */
export const TESTED_TYPES = [...ANOMALY_TYPES, "level_shift"] as const;
