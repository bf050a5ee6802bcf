import { at } from "../../stats/at.ts";
import { type Estimate, shrunkenMean } from "../../stats/shrunken-mean.ts";
import { spreadOfMeans } from "../../stats/spread-of-means.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { type ThemeState, themeUnit } from "./state.ts";

export const THEME_PARAMETERS = Object.freeze({
  /** Ratings that a theme needs to be called the best. */
  minRatings: 3,
  /** The corresponding aged number: three ratings, the oldest of which may be a month old. */
  minAgedRatings: 2.5,
  /**
   * Aged ratings needed on the weekday: about one. A theme that is never done on a weekday is not recommended for it.
   */
  minAgedOnWeekday: 0.7,
  /** Standard deviation of single ratings around their theme's mean, in points. */
  noise: 15,
  /** Default standard deviation of themes' true means while it cannot be estimated, in points. */
  themeSpread: 6,
  /** Lower bound of that standard deviation, in points. */
  leastSpread: 1,
  /** Standard deviation of a weekday's effect on a theme's mean, in points. */
  weekdaySpread: 4,
});

/** Expected rating of each theme now, shrunk towards the person's mean. */
export function estimateThemes(state: ThemeState, day: EpochDay): Estimate[] {
  const { tally } = state;
  const { noise, themeSpread, leastSpread } = THEME_PARAMETERS;
  const unit = themeUnit(state, day);
  const counts = tally.ratedWeight.map((weight) => weight / unit);
  const means = tally.names.map((_, row) => agedMean(tally.ratedTenths, tally.ratedWeight, row));
  const level = personsLevel(state);
  const measured = spreadOfMeans(counts, means, noise ** 2);
  const sd = Math.max(leastSpread, measured === undefined ? themeSpread : Math.sqrt(measured));
  return counts.map((count, row) =>
    shrunkenMean(count, at(means, row), noise ** 2, { mean: level, sd }),
  );
}

/** Aged mean of all ratings of the themes with a row of their own; 0 without any. */
export function personsLevel({ tally }: ThemeState): number {
  const total = tally.ratedWeight.reduce((sum, weight) => sum + weight, 0);
  const tenths = tally.ratedTenths.reduce((sum, value) => sum + value, 0);
  return total === 0 ? 0 : tenths / total / 10;
}

/** Mean of a cell whose ratings are summed in tenths; 0 without ratings. */
export function agedMean(tenths: readonly number[], weights: readonly number[], cell: number) {
  const weight = at(weights, cell);
  return weight === 0 ? 0 : at(tenths, cell) / weight / 10;
}
