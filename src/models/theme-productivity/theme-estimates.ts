import { at } from "../../stats/at.ts";
import { type Estimate, shrunkenMean } from "../../stats/shrunken-mean.ts";
import { spreadOfMeans } from "../../stats/spread-of-means.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { type ThemeState, themeUnit } from "./state.ts";

export const THEME_PARAMETERS = Object.freeze({
  /** Ratings below which a theme is not called best. */
  minRatings: 3,
  /** The same on the aged scale: three ratings, of which the oldest may be a month old. */
  minAgedRatings: 2.5,
  /** One rating on the weekday: a theme that is never done on it is not proposed for it. */
  minAgedOnWeekday: 0.7,
  /** Spread of single ratings around their theme's mean, points. */
  noise: 15,
  /** Spread of themes' true means while it cannot be measured, and at least, points. */
  themeSpread: 6,
  leastSpread: 1,
  /** How far a weekday moves a theme's mean, points. */
  weekdaySpread: 4,
});

/** For each theme, the mean rating to expect of it now, shrunk towards the person's mean. */
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

/** Aged mean of all ratings of the themes that are told apart; 0 without any. */
export function personsLevel({ tally }: ThemeState): number {
  const total = tally.ratedWeight.reduce((sum, weight) => sum + weight, 0);
  const tenths = tally.ratedTenths.reduce((sum, value) => sum + value, 0);
  return total === 0 ? 0 : tenths / total / 10;
}

/** Mean of a cell whose ratings are summed in tenths; 0 when it has none. */
export function agedMean(tenths: readonly number[], weights: readonly number[], cell: number) {
  const weight = at(weights, cell);
  return weight === 0 ? 0 : at(tenths, cell) / weight / 10;
}
