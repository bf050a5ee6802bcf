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
   * `rated_best`: by ratings on that weekday; `rated_best_overall`: mostly by those on other days; `often_used`: nothing is rated, but it is what the person does on
   * that weekday; `insufficient_data`: neither is known.
   */
  readonly reason: "rated_best" | "rated_best_overall" | "often_used" | "insufficient_data";
  readonly weekday: IsoWeekday;
  /** Mean rating of the theme, 0–100: on that weekday, or overall where that is the reason; null without ratings. */
  readonly meanRating: number | null;
  /** How the expected rating of the theme on that weekday comes about, 0–100; null without ratings. */
  readonly expected: ThemeExpectation | null;
  /** Sessions of the theme on that weekday, recent ones counting more. */
  readonly sessions: number;
  /**
   * 0–1. `rated_best`, `rated_best_overall`: probability that no other theme would be rated higher on that weekday; `often_used`: share of
   * that weekday's sessions.
   */
  readonly confidence: number;
}

export interface ThemeExpectation {
  /** What is expected of any session of the person. */
  readonly level: number;
  /** Of the theme, whatever the weekday. */
  readonly theme: number;
  /** Of the theme on that weekday. */
  readonly onWeekday: number;
}

/**
 * Which theme suits a day of the week? The highest mean on that weekday, shrunk towards what the theme brings on other
 * days, among themes with at least three ratings, of which one is on that weekday.
 *
 * @param state advanced to the day on which the question is asked, or before
 * @param day the day asked about
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
  // Where nothing differs, ratings speak for no theme.
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

/** Plain means: shrunken ones differ with the number of ratings alone. */
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
