import { createAgeing } from "../../stats/ageing.ts";

/**
 * Constants of the preset recommender: priors about people in general. Standard deviations of effects are in units of
 * the person's own noise (the spread of single ratings around their expectation), so that people who use half of the
 * scale are treated like people who use all of it. No public data set of rated focus sessions exists, so these are
 * assumptions; `docs/models/preset-recommender.md` shows the cost when they are wrong.
 */
export const PARAMETERS = {
  /**
   * Tastes change over a season. A half-life of 90 days keeps about 130 days' worth of sessions; with a shorter one, no
   * preset ever wins clearly.
   */
  ageing: createAgeing(90),
  /** Prior mean rating, in points; matters for the first few ratings only. */
  populationMean: 70,
  /** Prior standard deviation of one person's single ratings, in points, and its weight in ratings. */
  noise: { sd: 15, worth: 8 },
  /** Standard deviations of the situation's effects that are common to all presets. */
  shared: { level: 1.2, time: 0.35, order: 0.2, weekend: 0.15, category: 0.35 },
  /** Standard deviations of the differences between presets, overall and by situation. */
  perPreset: { level: 0.35, time: 0.3, order: 0.15, weekend: 0.1, category: 0.25 },
  /** Times of day this many hours apart have effects with a correlation of 1/e. */
  timeReachHours: 4,
  /** Prior advantage of the usual preset of a time of day: about two points, which a handful of ratings overrule. */
  usualPresetLead: 0.12,
  /** After this many sessions with listed presets, a preset that was never used has no prior advantage. */
  familiarAfter: 20,
  /**
   * Probability of being the best (odds of three to one) from which a preset is a clear winner. With a lower value the
   * winner changes daily.
   */
  clearWinnerProbability: 0.75,
  /** Below this many ratings the answer counts as general knowledge. */
  minimumRatings: 5,
  /** Aged ratings that an hour or category needs to be a preset's best one; about two recent ratings. */
  minimumBestWeight: 1.5,
  /** Number of most used categories with effects of their own. */
  categories: 10,
  /** Number of presets that are not listed but have statistics. */
  otherPresets: 4,
} as const;
