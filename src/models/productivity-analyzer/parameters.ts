import { createAgeing } from "../../stats/ageing.ts";

/** Everything the productivity analyzer assumes; spreads of effects are in units of the person's own noise. */
export const PARAMETERS = {
  /** Habits change over a season. Plain counts and means are kept beside the aged ones. */
  ageing: createAgeing(90),
  /** Rating expected of anybody before the first one, in points. */
  level: { mean: 70, sd: 15 },
  /** Spread of single ratings of one person, in points, and how many ratings that belief is worth. */
  noise: { sd: 15, worth: 8 },
  /**
   * How far hours, weekdays and single cells of the heat map differ. The first two are re-estimated from the
   * person's own means; `worth` is how many groups the belief stands for in that. Wider: lucky hours look good.
   */
  hour: { spread: 0.3, worth: 3 },
  weekday: { spread: 0.15, worth: 3 },
  cellSpread: 0.12,
  /** How far categories and presets differ. */
  groupSpread: 0.4,
  /** How many best and worst hours are named. */
  named: 3,
  /** Ratings an hour or weekday needs to be named (one session made a best hour in the former service). */
  minimumGroupRatings: 3,
  /** Aged ratings, in fresh ones, that it also needs: nobody's best hour rests on the year before last. */
  minimumGroupWeight: 0.5,
  /** Ratings below which the answer counts as general knowledge. */
  minimumRatings: 5,
  /** Level of the intervals around shrunken means. */
  intervalLevel: 0.8,
  categories: 24,
  /** Beside those of the person's own list. */
  presets: 12,
  trend: {
    recentDays: 7,
    /** Whole weeks, so that both windows hold every weekday equally often. */
    earlierDays: 28,
    /** Smaller changes, in points, are called stable however sure they are. */
    minimumDifference: 5,
    /** Two-sided error probability above which a change is called stable. */
    significance: 0.05,
    /** In each window: fewer say nothing about a trend. */
    minimumRatings: 5,
    minimumDays: 3,
  },
} as const;
