/** Days that are judged, and the weeks before them that they are judged against: uncoupled, so no ratio of a part to
 * its own whole (Lolli et al., Br J Sports Med 53, 2019). */
export const RECENT_DAYS = 7;
export const BASELINE_BLOCKS = 4;
export const BASELINE_DAYS = BASELINE_BLOCKS * RECENT_DAYS;

/** Days over which a step that was reached is held; longer than any noise lasts, shorter than a real recovery. */
export const HOLD_DAYS = 14;

/** Daily sums kept: the windows of the oldest day at which a held step can have been reached. */
export const RING_DAYS = RECENT_DAYS + BASELINE_DAYS + HOLD_DAYS;

/** Days in which sessions are counted for "is there enough to say anything": the old answer's period. */
export const ANALYZED_DAYS = 14;
/** Below this many sessions in them the level is unknown. */
export const MIN_SESSIONS = 5;

/** Night work starts in these wall-clock hours. */
export const NIGHT = { from: 21, before: 6 } as const;

/**
 * A step counts as reached when the person's true change exceeds it with this many posterior deviations to spare
 * (0: with probability 0.5), and is held until it falls short by as many as `leave` says (−0.6: 0.27).
 * With one limit for both, a value near a step would switch every day.
 */
export const STEP_MARGIN = { enter: 0, leave: -0.6 } as const;

/** Scores and limits of one factor; a limit is exceeded strictly. */
export interface FactorScale {
  readonly limits: readonly [number, number, number];
  readonly scores: readonly [number, number, number];
  /** Deviation of the change from week to week among people to whom nothing happens, in the unit of the limits:
   * what the observed change is shrunk by. */
  readonly usualChange: number;
}

export const SCALES = {
  /** Share of the usual rating that is missing. */
  declining_productivity: { limits: [0.05, 0.1, 0.2], scores: [8, 15, 25], usualChange: 0.1 },
  /** Minutes a day beyond the usual, as a share of the usual. */
  overwork: { limits: [0.2, 0.5, 1], scores: [6, 12, 20], usualChange: 0.35 },
  /** Share of sessions at night beyond the usual share. */
  night_sessions: { limits: [0.1, 0.2, 0.3], scores: [5, 10, 15], usualChange: 0.15 },
  /** Share of sessions at weekends beyond the usual share. */
  weekend_work: { limits: [0.1, 0.25, 0.4], scores: [5, 10, 15], usualChange: 0.15 },
  /** Logarithm of the deviation of ratings over the usual deviation: 1.25, 1.5 and 2 times. */
  variability: {
    limits: [Math.log(1.25), Math.log(1.5), Math.log(2)],
    scores: [5, 10, 15],
    usualChange: 0.3,
  },
} as const satisfies Record<string, FactorScale>;

/** Days in a row up to today; rest is needed whatever one is used to, so this one is not relative to a habit. */
export const RUN_SCALE = { limits: [7, 10, 14], scores: [4, 7, 10] } as const;

/** Scatter between weeks over that of independent values, before the person's own weeks are seen. */
export const INFLATION = {
  ratings: { inflation: 1.6, blocks: 4 },
  shares: { inflation: 2, blocks: 4 },
  load: { inflation: 1.6, blocks: 4 },
  wellness: { inflation: 1.3, blocks: 4 },
} as const;

/** Shares before anything is known, and the sessions that this weighs: people differ widely. */
export const SHARE_PRIOR = { night: 0.06, weekend: 0.12, sessions: 2 } as const;

/** Deviation of single ratings and check-ins before the person's own are seen, and how many values that weighs. */
export const SPREAD_PRIOR = { ratings: 13, wellness: 9, values: 10 } as const;

/** A deviation of ratings below this is the grain of the scale, not steadiness. */
export const SMALLEST_SPREAD = 4;

/** Kurtosis and likeness of the ratings of a day make a deviation less certain than for independent normal values. */
export const SPREAD_INFLATION = 1.8;

/** How differently from ratings a check-in can move (share of the usual) although nothing is wrong. */
export const WELLNESS_DISCREPANCY = 0.06;

/** Fewest values on either side before a factor is measured. */
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

/** Shares of the usual rating are taken of at least this many points: half of nothing is no decline. */
export const SMALLEST_RATING = 10;

/**
 * Days without sessions are an absence, not a low load, when so many in a row are less probable than this for how
 * often the person works, and at least `days`.
 */
export const ABSENCE = { probability: 0.005, days: 5 } as const;

/** Highest scores of the levels, from low on; what is above the last is critical. */
export const LEVEL_LIMITS = [25, 50, 75] as const;

/**
 * What was usual before the ring: without it, strain that lasts longer than the four weeks before would become
 * the new normal and go unseen. Habits also change for good reasons, so a difference from them counts only beyond
 * `discrepancy` (a deviation, in the unit of each factor's limits).
 */
export const HABIT = {
  halfLifeDays: 60,
  minDays: 14,
  minValues: 15,
  discrepancy: { decline: 0.05, load: 0.15, share: 0.05 },
} as const;
