import { at } from "../../stats/at.ts";
import { differ } from "../../stats/differ.ts";
import { topKProbabilities } from "../../stats/top-k-probability.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { AskedMoment, Basis, Explanation, Model } from "../model.ts";
import { advanceThemes, emptyThemes, learnTheme, type ThemeState } from "./state.ts";
import { estimateThemes, THEME_PARAMETERS } from "./theme-estimates.ts";
import { recommendTheme, type ThemeRecommendation } from "./theme-recommendation.ts";

export interface ThemeQuery {
  readonly asked: AskedMoment;
  /** Day for whose weekday a theme is to be recommended; when absent, only the report is returned. */
  readonly recommendFor?: EpochDay;
}

export interface ThemeRow {
  readonly theme: string;
  /** Number of completed sessions. */
  readonly sessions: number;
  readonly rated: number;
  /** Mean of all ratings, 0–100; null without any. */
  readonly averageRating: number | null;
}

export interface ThemeReport {
  /** Most frequent first. */
  readonly themes: readonly ThemeRow[];
  /** Sessions of themes without a row of their own. */
  readonly otherSessions: number;
  /**
   * Theme with the highest mean among those with at least three ratings; null when there is none, or all themes are
   * rated alike.
   */
  readonly bestTheme: string | null;
  readonly bestAverageRating: number | null;
  /** Recommendation for the queried weekday; null without one. */
  readonly recommendation: ThemeRecommendation | null;
}

const METHOD = "theme-means";

/**
 * Reports sessions and mean ratings of each theme (category) over the whole history. Confidence is the probability that
 * the theme called best has the highest expected rating now. See docs/models/theme-productivity.md.
 */
export const themeProductivity: Model<ThemeState, ThemeQuery, ThemeReport> = {
  name: "theme-productivity",
  version: 4,
  empty: emptyThemes,
  advance: advanceThemes,
  learnInto: learnTheme,

  predict(state, query) {
    const value = report(state, query);
    const sessions = sum(state.tally.completed) + state.tally.rest.completed;
    const basis: Basis = {
      sessions,
      days: Math.max(0, query.asked.day - (state.firstDay ?? query.asked.day)),
      method: METHOD,
    };
    const need = THEME_PARAMETERS.minRatings;
    const have = Math.max(0, ...value.themes.map(({ rated }) => rated));
    if (have < need) {
      return { status: "insufficient_data", value, confidence: 0, basis, have, need };
    }
    const confidence = value.bestTheme === null ? 0 : confidenceOf(state, query, value.bestTheme);
    return { status: "ready", value, confidence, basis };
  },

  /**
   * The explained number is the best theme's mean; the baseline is the mean of all ratings. For a weekday it is the
   * expected rating of the recommended theme on it.
   */
  explain(state, query) {
    const { bestTheme, bestAverageRating, recommendation } = report(state, query);
    if (recommendation !== null) return explainRecommendation(recommendation);
    const { tally } = state;
    const ratings = sum(tally.ratings) + tally.rest.ratings;
    if (bestTheme === null || bestAverageRating === null || ratings === 0) {
      return { baseline: 0, total: 0, factors: [] };
    }
    const baseline = (sum(tally.ratingHundredths) + tally.rest.ratingHundredths) / ratings / 100;
    return {
      baseline,
      total: bestAverageRating,
      factors: [
        {
          code: "themes.best",
          contribution: bestAverageRating - baseline,
          parameters: { theme: bestTheme },
        },
      ],
    };
  },
};

function explainRecommendation({ theme, weekday, expected }: ThemeRecommendation): Explanation {
  if (theme === null || expected === null) return { baseline: 0, total: 0, factors: [] };
  return {
    baseline: expected.level,
    total: expected.onWeekday,
    factors: [
      {
        code: "themes.theme",
        contribution: expected.theme - expected.level,
        parameters: { theme },
      },
      {
        code: "themes.weekday",
        contribution: expected.onWeekday - expected.theme,
        parameters: { theme, weekday },
      },
    ],
  };
}

function report(state: ThemeState, { recommendFor }: ThemeQuery): ThemeReport {
  const { tally } = state;
  const themes = tally.names
    .map((theme, row): ThemeRow => {
      const rated = at(tally.ratings, row);
      const averageRating = rated === 0 ? null : at(tally.ratingHundredths, row) / rated / 100;
      return { theme, sessions: at(tally.completed, row), rated, averageRating };
    })
    .filter(({ sessions }) => sessions > 0);
  themes.sort((a, b) => b.sessions - a.sessions);
  const best = bestOf(themes);
  return {
    themes,
    otherSessions: tally.rest.completed,
    bestTheme: best?.theme ?? null,
    bestAverageRating: best?.averageRating ?? null,
    recommendation: recommendFor === undefined ? null : recommendTheme(state, recommendFor),
  };
}

/** The theme with the highest mean among those with enough ratings; `undefined` when all themes are rated alike. */
function bestOf(themes: readonly ThemeRow[]): ThemeRow | undefined {
  let best: ThemeRow | undefined;
  const means: number[] = [];
  for (const row of themes) {
    if (row.averageRating === null) continue;
    means.push(row.averageRating);
    if (row.rated < THEME_PARAMETERS.minRatings) continue;
    if (row.averageRating > (best?.averageRating ?? -1)) best = row;
  }
  return differ(means) ? best : undefined;
}

function confidenceOf(state: ThemeState, query: ThemeQuery, theme: string): number {
  const estimates = estimateThemes(state, query.asked.day);
  const probabilities = topKProbabilities(
    estimates.map(({ mean }) => mean),
    estimates.map(({ sd }) => sd),
    1,
  );
  return at(probabilities, state.tally.names.indexOf(theme));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
