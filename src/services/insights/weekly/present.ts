import type { Locale } from "../../../messages/locale.ts";
import { translate } from "../../../messages/translate.ts";
import {
  WEEKLY_PARAMETERS,
  type WeeklyInsights,
} from "../../../models/weekly-insights/weekly-insights.ts";
import type { WeeklyInsightsBody } from "../../../schemas/insights.ts";
import { formatDay } from "../../../time/calendar.ts";
import { confidenceOf, dataBasis, round } from "../../answers/data-basis.ts";
import { pauseText } from "../../answers/pause-text.ts";
import { plainName } from "../../answers/plain-name.ts";
import type { WeeklyFacts } from "./facts.ts";

/** Smallest change of ratings, in points, that is mentioned, and smallest certainty of anything that is. */
const NOTABLE_POINTS = 7;
/** Smallest certainty of a change that is mentioned. */
const NOTABLE_CERTAINTY = 0.8;

/** Outcome of the week from `monday` so far, and the forecast of its sessions. */
export function presentWeekly(
  { monday, prediction, expected }: WeeklyFacts,
  locale: Locale,
): WeeklyInsightsBody {
  const { value } = prediction;
  return {
    week_start: formatDay(monday),
    predicted_sessions: expected.predicted,
    expected_sessions:
      expected.pause === null && expected.prediction.basis.sessions > 0
        ? round(expected.mean, 1)
        : null,
    recommended_focus: value.bestCategory,
    best_theme_rating:
      value.bestCategoryRating === null ? null : round(value.bestCategoryRating, 1),
    tip:
      expected.pause === null
        ? tipOf(value, locale)
        : pauseText(expected.pause, expected.asOf, locale),
    productivity_trend: Math.round(value.changePercent ?? 0),
    productivity_trend_known: value.changePercent !== null,
    compared_days: value.comparedDays,
    week_sessions: value.sessions,
    best_hour: value.bestHour,
    confidence: confidenceOf(prediction),
    data: dataBasis(prediction),
    prediction_data: dataBasis(expected.prediction, expected.pause),
  };
}

function tipOf(week: WeeklyInsights, locale: Locale): string {
  const sentences: string[] = [];
  if (week.bestCategory !== null && isNotable(week.bestCategoryCertainty)) {
    const mean = round(week.bestCategoryRating ?? 0, 1);
    sentences.push(
      translate(locale, "weekly.tip.best_category", {
        category: plainName(week.bestCategory),
        mean,
      }),
    );
  }
  const change = week.changePoints ?? 0;
  if (Math.abs(change) >= NOTABLE_POINTS && isNotable(week.changeCertainty)) {
    const points = Math.round(Math.abs(change));
    sentences.push(translate(locale, `weekly.tip.${change < 0 ? "fall" : "rise"}`, { points }));
  }
  if (week.bestHour !== null && isNotable(week.bestHourCertainty)) {
    sentences.push(translate(locale, "weekly.tip.best_hour", { hour: week.bestHour }));
  }
  if (sentences.length > 0) return sentences.join(" ");
  const isRated = week.rated >= WEEKLY_PARAMETERS.minRatings;
  return translate(locale, isRated ? "weekly.tip.even" : "weekly.tip.not_enough");
}

function isNotable(certainty: number | null): boolean {
  return certainty !== null && certainty >= NOTABLE_CERTAINTY;
}
