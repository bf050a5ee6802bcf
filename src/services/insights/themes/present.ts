import type { Locale } from "../../../messages/locale.ts";
import { translate } from "../../../messages/translate.ts";
import {
  CZECH_WEEKDAYS,
  type ThemeProductivity,
  type ThemeRecommendationBody,
} from "../../../schemas/insights.ts";
import { formatDay } from "../../../time/calendar.ts";
import { confidenceOf, dataBasis, round } from "../../answers/data-basis.ts";
import { memoizePerProfile } from "../../answers/memoize-per-profile.ts";
import { plainName } from "../../answers/plain-name.ts";
import { nameOfWeekday } from "../../answers/weekday-name.ts";
import { type ThemeAdviceFacts, type ThemeFacts, themeFacts } from "./facts.ts";

/** Sessions and ratings of each theme. */
export const themeProductivityOf = memoizePerProfile(
  (view): ThemeProductivity => presentThemes(themeFacts(view)),
);

export function presentThemes({ prediction }: ThemeFacts): ThemeProductivity {
  const { themes, bestTheme, bestAverageRating, otherSessions } = prediction.value;
  return {
    themes: themes.map(({ theme, sessions, rated, averageRating }) => ({
      theme,
      sessions,
      avg_rating: round(averageRating ?? 0, 1),
      rated_count: rated,
    })),
    best_theme: bestTheme,
    best_avg_rating: round(bestAverageRating ?? 0, 1),
    other_sessions: otherSessions,
    confidence: confidenceOf(prediction),
    data: dataBasis(prediction),
  };
}

/** Theme recommended for the weekday of a day. */
export function presentThemeAdvice(
  { day, basis, advice }: ThemeAdviceFacts,
  locale: Locale,
): ThemeRecommendationBody {
  const { weekday, reason, theme } = advice;
  const isKnown = reason !== "insufficient_data";
  return {
    date: formatDay(day),
    recommended_theme: theme,
    reason: translate(locale, `theme.reason.${reason}`, {
      theme: theme === null ? null : plainName(theme),
      weekday,
      mean: Math.round(advice.meanRating ?? 0),
    }),
    confidence: Math.min(99, Math.round(advice.confidence * 100)),
    day_of_week: CZECH_WEEKDAYS[weekday - 1] ?? CZECH_WEEKDAYS[0],
    weekday: nameOfWeekday(weekday),
    expected_rating: advice.expected === null ? null : round(advice.expected.onWeekday, 1),
    basis: reason,
    data: {
      status: isKnown ? "ready" : "insufficient_data",
      sessions: basis.sessions,
      days: basis.days,
      method: "weekday-theme-means",
      ...(isKnown ? {} : { needed: MIN_SESSIONS }),
    },
  };
}

/** Fewest sessions of a theme on a weekday for a recommendation. */
const MIN_SESSIONS = 3;
