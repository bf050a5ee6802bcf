/** Dates tested for a sudden difference, ending with the day asked about. */
export const RECENT_DAYS = 3;
/** Dates tested for slower differences: the mix of categories, runs of low ratings, patterns. */
export const WEEK_DAYS = 7;
/** Dates before the tested ones, with which ratings and counts are compared. */
export const BASELINE_DAYS = 28;
/** Dates before the recent ones that the summary describes. */
export const SUMMARY_DAYS = 14;
/** Youngest and oldest shift of level, in days. A younger shift is a spike; an older one has become the usual level. */
export const SHIFT_AGE = { least: 5, most: 28 } as const;
/** Number of daily sums kept: the oldest shift, the baseline before it, and today. */
export const RING_DAYS = SHIFT_AGE.most + BASELINE_DAYS + 1;

/** Dates with sessions that are needed before anything is judged. */
export const MIN_DAYS = 7;
/** After this many dates without a session, recent days cannot be judged. */
export const SILENT_DAYS = 14;
/** Fewest sessions on the summary's dates for a summary. */
export const SUMMARY_SESSIONS = 5;

/** Half-life of the usual pattern (hours, categories, weekdays). */
export const USUAL_HALF_LIFE_DAYS = 42;
/** Idle days in a row that still count for the weekday pattern; any further ones are treated as an absence. */
export const COUNTED_IDLE_DAYS = 4;

/**
 * Number of individual ratings kept, newest last; covers the evidence and the longest run of low ratings that a finding
 * shows.
 */
export const RATING_LOG = 32;
/** Number of categories with a slot of their own; the others share one slot. */
export const CATEGORY_SLOTS = 10;

/**
 * Largest tail probability at which each type is reported. Each type is tested every day on overlapping windows. The
 * values keep every type below one false alarm in three months for people without any change (measured rates:
 * docs/models/anomaly-detector.md).
 */
export const ALARM_TAIL = {
  productivity_drop: 0.004,
  unusual_hours: 0.006,
  category_shift: 0.004,
  streak_break: 0.008,
  overwork_spike: 0.006,
  quality_decline: 0.003,
  level_shift: 0.001,
} as const;

/** A reported change of level stays reported while its tail probability is below this. */
export const HELD_SHIFT_TAIL = 0.02;

/** Smallest effect that is reported, however certain it is. */
export const LEAST_EFFECT = {
  /** Decline as a share of the usual rating. */
  ratingDrop: 0.05,
  /** Difference of a category's share. */
  categoryShare: 0.3,
  /** Ratio of sessions to the usual number; strictly greater. */
  overwork: 1.5,
  /** Ratio of the level after to the level before; inverted for a fall. */
  levelRatio: 1.4,
} as const;

/** Bits of surprise from which a finding is medium, high or critical; below the first it is low. */
export const SEVERITY_BITS = [12, 17, 23] as const;

/**
 * Prior of the person's ratings: variance of single ratings, variance of daily levels, and its weight in degrees of
 * freedom.
 */
export const RATING_PRIOR = { within: 144, between: 20, degrees: 6 } as const;
/** Factor on the variance of recent days' levels, because moods last for days and make them correlated. */
export const MOOD_PERSISTENCE = 1.4;
/** Fewest ratings: on the tested days, before them (and on how many of those days), and in a run of low ratings. */
export const MIN_RATINGS = { recent: 2, baseline: 8, baselineDays: 3, spell: 3 } as const;

export const HOURS = {
  /** The rarest hours that together hold at most this share of the sessions are unusual. */
  tail: 0.06,
  /** Weight of a uniform distribution over the clock, in sessions. */
  anywhere: 2,
  /** Sessions needed before hours are judged. */
  needed: 20,
  /** Correlation between sessions of a few days in being unusual: one late evening has several. */
  likeness: 0.06,
  /** Fewest unusual sessions that are reported. */
  least: 2,
  /** Largest number of unusual sessions shown. */
  shown: 5,
} as const;

export const CATEGORIES = {
  /** Fewest sessions in the week for the mix to be judged. */
  minWeek: 5,
  /** Fewest (aged) sessions before the week. */
  minUsual: 20,
  /** Prior overdispersion of daily shares, relative to independent sessions. */
  inflation: 1.5,
  /** Weight of that prior, in days. */
  inflationDays: 20,
  /** Factor on the variance, because projects last for more than a day. */
  persistence: 1.5,
} as const;

export const STREAK = {
  /** Shortest run of active days that counts as a streak. */
  leastRun: 7,
  /** Fewest idle days that break a streak. */
  leastGap: 2,
  /** Days for which a break stays reported after it began, once the person has returned. */
  reportedDays: 7,
  /** Weight of the person's overall share of active days in the estimate for one weekday, in days. */
  weekdayPseudoDays: 4,
} as const;

export const COUNTS = {
  /** Prior variance-to-mean ratio of daily counts. */
  dispersion: 1.5,
  /** Weight of that prior, in days. */
  dispersionDays: 14,
  /** Weight of equal weekdays in the estimate of the person's weekday pattern, in days. */
  weekdayPseudoDays: 2,
  /** Days needed before counts are judged. */
  minDays: 10,
  /** Fewest sessions in the recent days for a spike. */
  leastSessions: 5,
  /** Random variation of the level from week to week (standard deviation of its logarithm). */
  weekSpread: 0.12,
} as const;

/** See `AbsenceRule` in stats/absences. */
export const ABSENCE = { probability: 0.005, days: 5 } as const;

/** Limits of the three patterns, taken over from the former service. */
export const PATTERNS = {
  ratingPoints: 5,
  high: 1.3,
  low: 0.7,
  regularHours: 2,
  moderateHours: 4,
  needed: 3,
} as const;

/** Prior probability that a type differs on a given day. */
export const PRIOR_DIFFERENCE = 0.01;
