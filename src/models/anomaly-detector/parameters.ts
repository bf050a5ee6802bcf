/** Dates on which something new is looked for, ending with the day asked about. */
export const RECENT_DAYS = 3;
/** Dates on which slower things are looked for: the mix of categories, spells of low ratings, patterns. */
export const WEEK_DAYS = 7;
/** Dates before the tested ones that ratings and counts are compared with. */
export const BASELINE_DAYS = 28;
/** Dates before the recent ones that the summary describes. */
export const SUMMARY_DAYS = 14;
/** Days since a level can have shifted, at least and at most; a younger one is a spike, an older one is the level. */
export const SHIFT_AGE = { least: 5, most: 28 } as const;
/** Daily sums kept: the oldest shift, the baseline before it, and today. */
export const RING_DAYS = SHIFT_AGE.most + BASELINE_DAYS + 1;

/** Distinct dates with sessions before anything is judged. */
export const MIN_DAYS = 7;
/** Without a session on this many dates nothing recent can be judged. */
export const SILENT_DAYS = 14;
/** Fewest sessions on the summary's dates for there to be one. */
export const SUMMARY_SESSIONS = 5;

/** Days after which what is usual (hours, categories, weekdays) weighs half. */
export const USUAL_HALF_LIFE_DAYS = 42;
/** Idle days in a row that still say something about weekdays; later ones are an absence. */
export const COUNTED_IDLE_DAYS = 4;

/** Ratings kept one by one, newest last: as many as evidence and a spell can name. */
export const RATING_LOG = 32;
/** Categories told apart; what is beyond shares a slot. */
export const CATEGORY_SLOTS = 10;

/**
 * How improbable something must be, if nothing is different, before it is reported. Each is looked at every day, on
 * windows that overlap; the values keep every type below one alarm in three months for people to whom nothing happens
 * (docs/models/anomaly-detector.md has the measured rates).
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

/** A change of level that was reported stays reported while its tail is below this. */
export const HELD_SHIFT_TAIL = 0.02;

/** What is too small to matter is not reported, however certain it is. */
export const LEAST_EFFECT = {
  /** Share of the usual rating that is missing. */
  ratingDrop: 0.05,
  /** Difference of a category's share. */
  categoryShare: 0.3,
  /** Sessions over the usual number; strictly greater. */
  overwork: 1.5,
  /** Level after over level before; the inverse for a fall. */
  levelRatio: 1.4,
} as const;

/** Bits of surprise from which a finding is medium, high, critical; below the first it is low. */
export const SEVERITY_BITS = [12, 17, 23] as const;

/** Ratings before the person's own are seen: variance of single ones and of days, and the weight of that. */
export const RATING_PRIOR = { within: 144, between: 20, degrees: 6 } as const;
/** Moods last for days, so recent days are alike: their levels vary together by this factor more. */
export const MOOD_PERSISTENCE = 1.4;
export const MIN_RATINGS = { recent: 2, baseline: 8, baselineDays: 3, spell: 3 } as const;

export const HOURS = {
  /** An hour is unusual when hours at most as usual hold this share of the sessions. */
  tail: 0.06,
  /** Observations' worth of weight that is spread over the clock. */
  anywhere: 2,
  /** Sessions before hours are judged. */
  needed: 20,
  /** How alike the sessions of a few days are in being unusual: one late evening has several. */
  likeness: 0.06,
  /** Unusual sessions before they are reported, and how many are shown. */
  least: 2,
  shown: 5,
} as const;

export const CATEGORIES = {
  /** Sessions in the week, and before it, before the mix is judged. */
  minWeek: 5,
  minUsual: 20,
  /** Scatter of daily shares over that of independent sessions, before the person's own is seen. */
  inflation: 1.5,
  inflationDays: 20,
  /** Work comes in projects that last for more than a day. */
  persistence: 1.5,
} as const;

export const STREAK = {
  /** Days in a row that make a streak, and idle days that break it. */
  leastRun: 7,
  leastGap: 2,
  /** A break stays reported for this many days after it began, when the person has returned. */
  reportedDays: 7,
  /** Days that the person's overall share of active days weighs against that of one weekday. */
  weekdayPseudoDays: 4,
} as const;

export const COUNTS = {
  /** Variance over mean of daily counts before the person's own is seen, and the days that weighs. */
  dispersion: 1.5,
  dispersionDays: 14,
  /** Days that a flat week weighs against the person's own weekdays. */
  weekdayPseudoDays: 2,
  /** Days before counts are judged. */
  minDays: 10,
  /** Sessions in the recent days below which nothing is a spike. */
  leastSessions: 5,
  /** Levels move from week to week (deviation of the logarithm), although nothing happens. */
  weekSpread: 0.12,
} as const;

/** See stats/absences. */
export const ABSENCE = { probability: 0.005, days: 5 } as const;

/** Limits of the three patterns, as they were. */
export const PATTERNS = {
  ratingPoints: 5,
  high: 1.3,
  low: 0.7,
  regularHours: 2,
  moderateHours: 4,
  needed: 3,
} as const;

/** Probability that something of a type is different on a day, before looking. */
export const PRIOR_DIFFERENCE = 0.01;
