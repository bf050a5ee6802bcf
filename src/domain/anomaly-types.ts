/** Types of anomalies in recent days. */
export const ANOMALY_TYPES = [
  "productivity_drop",
  "unusual_hours",
  "category_shift",
  "streak_break",
  "overwork_spike",
  "quality_decline",
] as const;

/** Types that the detector tests for: anomalies, and lasting changes of level. */
export const TESTED_TYPES = [...ANOMALY_TYPES, "level_shift"] as const;
