import { createAgeing } from "../../stats/ageing.ts";

/** Constants of the productivity analyzer. Standard deviations of effects are in units of the person's own noise. */
export const PARAMETERS = {
  /** Habits change over a season. Unaged counts and means are stored beside the aged ones. */
  ageing: createAgeing(90),
  /** Prior of a person's level, in points. */
  level: { mean: 70, sd: 15 },
  /** Prior standard deviation of one person's single ratings, in points, and its weight in ratings. */
  noise: { sd: 15, worth: 8 },
  /**
   * Prior standard deviation of hour effects, and its weight in groups; the spread is re-estimated from the person's
   * own means. With a wider prior, lucky hours look good.
   */
  hour: { spread: 0.3, worth: 3 },
  /** The same for weekday effects. */
  weekday: { spread: 0.15, worth: 3 },
  /** Standard deviation of single cells of the heat map; not re-estimated. */
  cellSpread: 0.12,
  /** Standard deviation of category and preset effects. */
  groupSpread: 0.4,
  /** Number of best and worst hours that are named. */
  named: 3,
  /** Ratings that an hour or weekday needs to be named; in the former service one session made a best hour. */
  minimumGroupRatings: 3,
  /** Aged ratings it also needs, in units of new ratings, so that no best hour relies on very old sessions only. */
  minimumGroupWeight: 0.5,
  /** Below this many ratings the answer counts as general knowledge. */
  minimumRatings: 5,
  /** Probability of the intervals around shrunken means. */
  intervalLevel: 0.8,
  /** Number of categories with a group of their own. */
  categories: 24,
  /** Presets with a group of their own, in addition to the person's own list. */
  presets: 12,
  trend: {
    /** One week, including the queried day. */
    recentDays: 7,
    /** Whole weeks, so that both windows contain every weekday equally often. */
    earlierDays: 28,
    /** A smaller change, in points, counts as stable however certain it is. */
    minimumDifference: 5,
    /** A change with a larger two-sided p-value counts as stable. */
    significance: 0.05,
    /** Ratings that each window needs. */
    minimumRatings: 5,
    /** Days with ratings that each window needs. */
    minimumDays: 3,
  },
} as const;
