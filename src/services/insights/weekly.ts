import { ServiceError } from "../../errors.ts";
import type { Locale } from "../../messages/locale.ts";
import { translate } from "../../messages/translate.ts";
import type { Prediction } from "../../models/model.ts";
import type { DayForecast, SessionForecast } from "../../models/session-predictor/query.ts";
import { sessionPredictor } from "../../models/session-predictor/session-predictor.ts";
import {
  type WeeklyInsights,
  weeklyInsights,
} from "../../models/weekly-insights/weekly-insights.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { WeeklyInsightsBody } from "../../schemas/insights.ts";
import { type EpochDay, formatDay } from "../../time/calendar.ts";
import { dataBasis, round } from "../answers/data-basis.ts";
import { plainName } from "../answers/plain-name.ts";

/** Beyond four weeks a forecast says what is usual, which no longer changes. */
const FURTHEST_WEEKS = 4;
/** A change of ratings is worth a sentence from this many percent on, when it is this certain. */
const NOTABLE_PERCENT = 10;
const NOTABLE_CERTAINTY = 0.8;

/** The profiles from which a week is answered. */
export interface WeekViews {
  /** How the week went: as of now, or for an older week as of its end. */
  readonly outcome: ProfileView;
  /** What was to be expected of it: as of now, or for a past week as of its beginning. */
  readonly before: ProfileView;
}

/** How the week from `monday` on goes or went, and how many sessions it was likely to have. */
export function weeklyInsightsOf(
  { outcome, before }: WeekViews,
  monday: EpochDay,
  locale: Locale,
): WeeklyInsightsBody {
  const prediction = weeklyInsights.predict(outcome.profile["weekly-insights"], {
    asked: outcome.asked,
    week: monday,
  });
  const { value } = prediction;
  const expected = expectWeek(before, monday, value.sessions);
  return {
    week_start: formatDay(monday),
    predicted_sessions: expected.predicted,
    expected_sessions: round(expected.mean, 1),
    recommended_focus: value.bestCategory,
    best_theme_rating:
      value.bestCategoryRating === null ? null : round(value.bestCategoryRating, 1),
    tip: tipOf(value, locale),
    productivity_trend: Math.round(value.changePercent ?? 0),
    productivity_trend_known: value.changePercent !== null,
    compared_days: value.comparedDays,
    week_sessions: value.sessions,
    best_hour: value.bestHour,
    confidence: round(prediction.confidence, 2),
    data: dataBasis(prediction),
    prediction_data: dataBasis(expected.prediction),
  };
}

interface WeekExpectation {
  readonly prediction: Prediction<SessionForecast>;
  readonly predicted: number;
  readonly mean: number;
}

/** The week's days one by one: those behind us count as they were, today and later ones as forecast. */
function expectWeek(view: ProfileView, monday: EpochDay, done: number): WeekExpectation {
  const { asked } = view;
  const state = view.profile["session-predictor"];
  const weeksAhead = Math.floor((monday - asked.day) / 7);
  const near = monday - 7 * Math.max(0, weeksAhead - FURTHEST_WEEKS + 1);
  const start = Math.max(near, asked.day);
  const prediction = sessionPredictor.predict(state, { kind: "week", asked, start });
  if (prediction.value.kind !== "week") throw new ServiceError("internal_error");
  const days = prediction.value.days.filter(({ day }) => day < near + 7);
  // Today's forecast holds what is done today, and `done` holds it too.
  const today = days.find(({ day }) => day === asked.day)?.doneSessions ?? 0;
  const behind = start > monday ? done - today : 0;
  const sum = (number: (day: DayForecast) => number) =>
    days.reduce((total, day) => total + number(day), behind);
  return {
    prediction,
    predicted: sum(({ predictedSessions }) => predictedSessions),
    mean: sum(({ mean }) => mean),
  };
}

function tipOf(week: WeeklyInsights, locale: Locale): string {
  const sentences: string[] = [];
  if (week.bestCategory !== null) {
    const mean = Math.round(week.bestCategoryRating ?? 0);
    sentences.push(
      translate(locale, "weekly.tip.best_category", {
        category: plainName(week.bestCategory),
        mean,
      }),
    );
  }
  const change = week.changePercent ?? 0;
  if (Math.abs(change) > NOTABLE_PERCENT && (week.changeCertainty ?? 0) >= NOTABLE_CERTAINTY) {
    const percent = Math.round(Math.abs(change));
    sentences.push(translate(locale, `weekly.tip.${change < 0 ? "fall" : "rise"}`, { percent }));
  }
  if (week.bestHour !== null) {
    sentences.push(translate(locale, "weekly.tip.best_hour", { hour: week.bestHour }));
  }
  return sentences.length === 0 ? translate(locale, "weekly.tip.not_enough") : sentences.join(" ");
}
