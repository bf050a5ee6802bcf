import { type Locale, translate } from "../../messages/translate.ts";
import type { DayForecast } from "../../models/session-predictor/query.ts";
import type { Interval } from "../../schemas/answer.ts";
import type { TodayPrediction, WeekPrediction } from "../../schemas/predictions.ts";
import { formatDay } from "../../time/calendar.ts";
import { hasDay } from "../../time/local-day.ts";
import { answerTime } from "../answers/answer-time.ts";
import { confidenceOf, dataBasis, round, shownProbability } from "../answers/data-basis.ts";
import { pauseText } from "../answers/pause-text.ts";
import { plainName } from "../answers/plain-name.ts";
import { weekdayName } from "../answers/weekday-name.ts";
import type { Wording } from "../answers/wording.ts";
import type { Energy } from "./energy.ts";
import { type DayFacts, remainingSessions, type WeekFacts } from "./facts.ts";
import type { WeekFocus } from "./week-focus.ts";

/** With fewer ratings the predicted productivity mostly reflects the population. */
const MIN_RATINGS = 3;

export function presentDay(facts: DayFacts, { view, locale }: Wording): TodayPrediction {
  const { prediction, energy, pause } = facts;
  const forecast = prediction.value;
  const { productivity } = forecast;
  const message = pause === null ? undefined : pauseText(pause, view.asked.day, locale);
  const isKnown = pause === null && prediction.basis.sessions > 0;
  const isRated = productivity.ratedSessions >= MIN_RATINGS;
  return {
    date: formatDay(facts.day),
    as_of: answerTime(view).as_of,
    current_hour: facts.fromHour,
    completed_sessions: forecast.doneSessions,
    ...(pause === null ? counts(forecast) : NOTHING_FORECAST),
    expected_sessions: isKnown ? round(forecast.mean, 1) : null,
    sessions_interval: isKnown ? interval(forecast.interval80, 0) : null,
    predicted_productivity: round(productivity.mean, 1),
    productivity_interval:
      pause === null && productivity.ratedSessions > 0
        ? interval(productivity.interval80, 1)
        : null,
    recommended_schedule: [...facts.plan],
    confidence: confidenceOf(prediction, pause),
    energy_forecast: {
      level: energy.level,
      message: message ?? energyMessage(energy, locale),
      basis: energy.basis,
    },
    ...(message === undefined ? {} : { message }),
    data: dataBasis(prediction, pause),
    productivity_data: {
      status: isRated ? "ready" : "insufficient_data",
      sessions: productivity.ratedSessions,
      days: prediction.basis.days,
      method: "shrunken_weekday_means",
      ...(isRated ? {} : { needed: MIN_RATINGS }),
    },
  };
}

export function presentWeek(facts: WeekFacts, { view, locale }: Wording): WeekPrediction {
  const { prediction, focus, pause } = facts;
  const forecast = prediction.value;
  const message = pause === null ? undefined : pauseText(pause, view.asked.day, locale);
  const isKnown = pause === null && prediction.basis.sessions > 0;
  const existing = forecast.days.filter(({ day }) => hasDay(day, view.cut.zone));
  const days = existing.map((day) => ({
    date: formatDay(day.day),
    day_name: weekdayName(day.day),
    weekday: weekdayName(day.day),
    predicted_sessions: pause === null ? day.predictedSessions : day.doneSessions,
    expected_sessions: isKnown ? round(day.mean, 1) : null,
    sessions_interval: isKnown ? interval(day.interval80, 0) : null,
    predicted_productivity: round(day.productivity.mean, 1),
    confidence: confidenceOf({ ...prediction, confidence: day.confidence }, pause),
  }));
  const total = days.reduce((sum, day) => sum + day.predicted_sessions, 0);
  const productivity = existing.reduce((sum, day) => sum + day.productivity.mean, 0);
  return {
    predictions: days,
    total_predicted_sessions: total,
    total_expected_sessions: isKnown ? round(forecast.total.mean, 1) : null,
    total_interval: isKnown ? interval(forecast.total.interval80, 0) : null,
    avg_predicted_productivity: round(productivity / existing.length, 2),
    predicted_sessions: total,
    recommended_focus: pause === null && focus.kind === "category" ? focus.category : null,
    tip: message ?? weekTip(focus, locale),
    ...(message === undefined ? {} : { message }),
    as_of: answerTime(view).as_of,
    data: dataBasis(prediction, pause),
  };
}

function energyMessage({ level, basis }: Energy, locale: Locale): string {
  return translate(locale, basis === "clock" ? `energy.clock.${level}` : `energy.${level}`);
}

/** A sentence for a week's forecast. */
function weekTip(focus: WeekFocus, locale: Locale): string {
  switch (focus.kind) {
    case "category": {
      const { category, meanRating, isAlike } = focus;
      const key = isAlike ? "week.tip.best_category.alike" : "week.tip.best_category";
      const mean = round(meanRating, 1);
      return translate(locale, key, { category: plainName(category), mean });
    }
    case "hour":
      return translate(locale, "week.tip.best_hour", { hour: focus.hour });
    case "unknown":
      return translate(locale, "week.tip.not_enough");
  }
}

/** Values during a pause. Nothing has been done either, because a session ends the pause. */
const NOTHING_FORECAST = { predicted_sessions: 0, remaining_sessions: 0 };

function counts(forecast: DayForecast) {
  return {
    predicted_sessions: forecast.predictedSessions,
    remaining_sessions: remainingSessions(forecast),
  };
}

function interval(
  range: { readonly lower: number; readonly upper: number; readonly mass: number },
  decimals: number,
): Interval {
  return {
    lower: round(range.lower, decimals),
    upper: round(range.upper, decimals),
    probability: shownProbability(range.mass),
  };
}
