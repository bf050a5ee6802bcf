/** Length of the judged period. */
export const RECENT_DAYS = 7;
/** Weeks before the judged one that it is compared with. They exclude it, so no part is compared with its own whole
 * (Lolli et al., Br J Sports Med 53, 2019). */
export const BASELINE_BLOCKS = 4;
/** Length of these weeks. */
export const BASELINE_DAYS = BASELINE_BLOCKS * RECENT_DAYS;

/** Days for which a reached step is held: longer than noise lasts, shorter than a real recovery. */
export const HOLD_DAYS = 14;

/** Number of daily sums kept: enough for the windows of the oldest day on which a held step can have been reached. */
export const RING_DAYS = RECENT_DAYS + BASELINE_DAYS + HOLD_DAYS;

/** Days in which sessions are counted for the minimum; the former service's period. */
export const ANALYZED_DAYS = 14;
/** Below this many sessions in ANALYZED_DAYS the level is unknown. */
export const MIN_SESSIONS = 5;

/** Wall-clock hours of night work: a session that starts from `from` on or before `before`. */
export const NIGHT = { from: 21, before: 6 } as const;

/**
 * A step is reached when the true change exceeds its limit by `enter` posterior standard deviations (0: with
 * probability 0.5). It is held until the change falls below the limit by −`leave` of them (−0.6: with probability
 * 0.27). With one limit for both, a value near a step would switch every day.
 */
export const STEP_MARGIN = { enter: 0, leave: -0.6 } as const;

/** Scores and limits of one factor; a limit is exceeded strictly. */
export interface FactorScale {
  readonly limits: readonly [number, number, number];
  readonly scores: readonly [number, number, number];
  /**
   * Standard deviation of the change from week to week among people without any real change, in the unit of the limits.
   * The observed change is shrunk by it.
   */
  readonly usualChange: number;
}

export const SCALES = {
  /** Decline as a share of the usual rating. */
  declining_productivity: { limits: [0.05, 0.1, 0.2], scores: [8, 15, 25], usualChange: 0.1 },
  /** Minutes per day above the usual, as a share of the usual. */
  overwork: { limits: [0.2, 0.5, 1], scores: [6, 12, 20], usualChange: 0.35 },
  /** Share of sessions at night minus the usual share. */
  night_sessions: { limits: [0.1, 0.2, 0.3], scores: [5, 10, 15], usualChange: 0.15 },
  /** Share of sessions at weekends minus the usual share. */
  weekend_work: { limits: [0.1, 0.25, 0.4], scores: [5, 10, 15], usualChange: 0.15 },
  /** Logarithm of the ratio of the ratings' standard deviation to the usual one: 1.25, 1.5 and 2 times. */
  variability: {
    limits: [Math.log(1.25), Math.log(1.5), Math.log(2)],
    scores: [5, 10, 15],
    usualChange: 0.3,
  },
} as const satisfies Record<string, FactorScale>;

/** Days in a row up to today. People need rest whatever they are used to, so this factor is not relative to a habit. */
export const RUN_SCALE = { limits: [7, 10, 14], scores: [4, 7, 10] } as const;

/** Prior variance inflation between weeks, relative to independent values, and its weight in weeks. */
export const INFLATION = {
  ratings: { inflation: 1.6, blocks: 4 },
  shares: { inflation: 2, blocks: 4 },
  load: { inflation: 1.6, blocks: 4 },
  wellness: { inflation: 1.3, blocks: 4 },
} as const;

/** Prior shares and their weight in sessions; the weight is small because people differ widely. */
export const SHARE_PRIOR = { night: 0.06, weekend: 0.12, sessions: 2 } as const;

/** Prior standard deviations of single ratings and check-ins, and their weight in values. */
export const SPREAD_PRIOR = { ratings: 13, wellness: 9, values: 10 } as const;

/** Lower bound of the ratings' standard deviation. Smaller values only reflect the resolution of the scale. */
export const SMALLEST_SPREAD = 4;

/**
 * Variance inflation of an estimated standard deviation: ratings have kurtosis, and ratings of one day are correlated.
 */
export const SPREAD_INFLATION = 1.8;

/** How far a check-in can deviate from ratings although nothing is wrong, as a share of the usual. */
export const WELLNESS_DISCREPANCY = 0.06;

/** Fewest values needed on either side before a factor is measured. */
export const NEEDED = {
  recentRatings: 3,
  baselineRatings: 6,
  recentSessions: 4,
  baselineSessions: 6,
  spreadRatings: 5,
  spreadBaselineRatings: 10,
  recentCheckins: 2,
  baselineCheckins: 4,
  baselineLoadDays: 10,
} as const;

/** Lower bound of the usual rating in the denominator: half of almost nothing is not a decline. */
export const SMALLEST_RATING = 10;

/**
 * Days without sessions are an absence rather than a low load when a run of at least `days` of them has less than this
 * probability, given how often the person works.
 */
export const ABSENCE = { probability: 0.005, days: 5 } as const;

/** Highest scores of the levels, lowest level first; scores above the last limit are critical. */
export const LEVEL_LIMITS = [25, 50, 75] as const;

/**
 * The habit is the usual level before the ring. Without it, strain that lasts longer than the four weeks before would
 * become the new normal and go unnoticed. Habits also change for good reasons, so a difference from the habit counts
 * only beyond `discrepancy` (a standard deviation, in the unit of each factor's limits).
 */
export const HABIT = {
  halfLifeDays: 60,
  minDays: 14,
  minValues: 15,
  discrepancy: { decline: 0.05, load: 0.15, share: 0.05 },
} as const;
