import { at } from "../../stats/at.ts";
import { differ } from "../../stats/differ.ts";
import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import { topKProbabilities } from "../../stats/top-k-probability.ts";
import { type EpochDay, type IsoWeekday, isoWeekday } from "../../time/calendar.ts";
import { type ThemeState, themeUnit } from "./state.ts";
import { agedMean, estimateThemes, personsLevel, THEME_PARAMETERS } from "./theme-estimates.ts";

export interface ThemeRecommendation {
  readonly theme: string | null;
  /**
   * `rated_best`: by ratings on that weekday; `rated_best_overall`: mostly by ratings on other days; `often_used`:
   * without ratings, but common on that weekday; `insufficient_data`: none of these.
   */
  readonly reason: "rated_best" | "rated_best_overall" | "often_used" | "insufficient_data";
  readonly weekday: IsoWeekday;
  /** Mean rating of the theme, 0–100: on that weekday, or overall for `rated_best_overall`; null without ratings. */
  readonly meanRating: number | null;
  /** Components of the theme's expected rating on that weekday, 0–100; null without ratings. */
  readonly expected: ThemeExpectation | null;
  /** Aged number of the theme's sessions on that weekday. */
  readonly sessions: number;
  /**
   * 0–1. `rated_best` and `rated_best_overall`: probability that no other theme would be rated higher on that weekday;
   * `often_used`: share of that weekday's sessions.
   */
  readonly confidence: number;
}

export interface ThemeExpectation {
  /** Expected rating of any session of the person. */
  readonly level: number;
  /** Expected rating of the theme on any weekday. */
  readonly theme: number;
  /** Expected rating of the theme on that weekday. */
  readonly onWeekday: number;
}

/**
 * Recommends a theme for a weekday: the highest mean on that weekday after shrinkage towards the theme's mean on other
 * days. Candidates need at least three ratings, one of them on that weekday.
 *
 * @param state advanced to the day of the query, or before
 * @param day the day to recommend a theme for
 */
export function recommendTheme(state: ThemeState, day: EpochDay): ThemeRecommendation {
  const weekday = isoWeekday(day);
  return byRatings(state, day, weekday) ?? byUse(state, day, weekday);
}

function byRatings(
  state: ThemeState,
  day: EpochDay,
  weekday: IsoWeekday,
): ThemeRecommendation | undefined {
  const { noise, weekdaySpread, minAgedRatings, minAgedOnWeekday } = THEME_PARAMETERS;
  const unit = themeUnit(state, day);
  const themes = estimateThemes(state, day).map((theme, row) => {
    const cell = row * 7 + weekday - 1;
    const rated = at(state.weekdayRatedWeights, cell) / unit;
    const mean = agedMean(state.weekdayRatedTenths, state.weekdayRatedWeights, cell);
    const sd = Math.hypot(theme.sd, weekdaySpread);
    const ratedEver = at(state.tally.ratedWeight, row) / unit;
    const estimate = shrunkenMean(rated, mean, noise ** 2, { ...theme, sd });
    return { row, rated, ratedEver, mean, overall: theme.mean, estimate };
  });
  const candidates = themes.filter(
    ({ rated, ratedEver }) => rated >= minAgedOnWeekday && ratedEver >= minAgedRatings,
  );
  const [best] = candidates.sort((a, b) => b.estimate.mean - a.estimate.mean || a.row - b.row);
  // When ratings do not differ, they favour no theme.
  if (best === undefined || !areRatedApart(state, themes)) return undefined;
  const probabilities = topKProbabilities(
    themes.map(({ estimate }) => estimate.mean),
    themes.map(({ estimate }) => estimate.sd),
    1,
  );
  const isOfWeekday = best.rated >= minAgedRatings;
  return {
    theme: state.tally.names[best.row] ?? null,
    reason: isOfWeekday ? "rated_best" : "rated_best_overall",
    weekday,
    meanRating: isOfWeekday
      ? best.mean
      : agedMean(state.tally.ratedTenths, state.tally.ratedWeight, best.row),
    expected: {
      level: personsLevel(state),
      theme: best.overall,
      onWeekday: best.estimate.mean,
    },
    sessions: at(state.weekdayWeights, best.row * 7 + weekday - 1) / unit,
    confidence: at(probabilities, best.row),
  };
}

/** Compares unshrunken means. Shrunken means would differ merely because the numbers of ratings differ. */
function areRatedApart(
  { tally }: ThemeState,
  themes: readonly { readonly row: number; readonly rated: number; readonly mean: number }[],
): boolean {
  const overall = themes.flatMap(({ row }) =>
    at(tally.ratedWeight, row) > 0 ? [agedMean(tally.ratedTenths, tally.ratedWeight, row)] : [],
  );
  const onWeekday = themes.flatMap(({ rated, mean }) => (rated > 0 ? [mean] : []));
  return differ(overall) || differ(onWeekday);
}

function byUse(state: ThemeState, day: EpochDay, weekday: IsoWeekday): ThemeRecommendation {
  const unit = themeUnit(state, day);
  const uses = state.tally.names.map(
    (_, row) => at(state.weekdayWeights, row * 7 + weekday - 1) / unit,
  );
  const most = Math.max(0, ...uses);
  if (most < THEME_PARAMETERS.minAgedRatings) {
    return {
      theme: null,
      reason: "insufficient_data",
      weekday,
      meanRating: null,
      expected: null,
      sessions: most,
      confidence: 0,
    };
  }
  return {
    theme: state.tally.names[uses.indexOf(most)] ?? null,
    reason: "often_used",
    weekday,
    meanRating: null,
    expected: null,
    sessions: most,
    confidence: most / uses.reduce((sum, use) => sum + use, 0),
  };
}
