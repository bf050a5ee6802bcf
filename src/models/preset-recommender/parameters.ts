import { createAgeing } from "../../stats/ageing.ts";

/**
 * Everything the preset recommender assumes about people in general. Standard deviations of effects are
 * in units of the person's own noise (the spread of single ratings around what is expected), so that people who
 * use half the scale and people who use all of it are treated alike. No public data set of rated
 * focus sessions exists: these are assumptions; `docs/models/preset-recommender.md` shows what they cost when wrong.
 */
export const PARAMETERS = {
  /** Tastes change over a season; 90 days keep about 130 days' worth of sessions. Shorter: never sure. */
  ageing: createAgeing(90),
  /** Rating expected of anybody, in points; matters for the first few ratings only. */
  populationMean: 70,
  /** Spread of single ratings of one person, in points, and how many ratings that belief is worth. */
  noise: { sd: 15, worth: 8 },
  /** How much the situation moves every preset alike. */
  shared: { level: 1.2, time: 0.35, order: 0.2, weekend: 0.15, category: 0.35 },
  /** How much presets differ from one another, overall and by situation. */
  perPreset: { level: 0.35, time: 0.3, order: 0.15, weekend: 0.1, category: 0.25 },
  /** Times of day that lie this many hours apart have effects correlated by 1/e. */
  timeReachHours: 4,
  /** Head start of the time of day's usual preset: about two points, gone after a handful of ratings. */
  usualPresetLead: 0.12,
  /** Sessions with listed presets after which custom speaks for no preset that was never used. */
  familiarAfter: 20,
  /** Odds of three to one that the recommended preset is the best one. Lower: "winners" that change daily. */
  clearWinnerProbability: 0.75,
  /** Ratings below which the answer counts as general knowledge. */
  minimumRatings: 5,
  /** Aged ratings an hour or category needs to be named as a preset's best; about two recent ones. */
  minimumBestWeight: 1.5,
  /** Most used categories kept apart. */
  categories: 10,
  /** Presets with statistics beside those that are recommended. */
  otherPresets: 4,
} as const;
