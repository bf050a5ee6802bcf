import { type Locale, translate } from "../../messages/translate.ts";
import type { CountEstimate, DayForecast } from "../../models/session-predictor/query.ts";
import type { Interval } from "../../schemas/answer.ts";
import type { TodayPrediction, WeekPrediction } from "../../schemas/predictions.ts";
import { formatDay } from "../../time/calendar.ts";
import { answerTime } from "../answers/answer-time.ts";
import { dataBasis, round } from "../answers/data-basis.ts";
import { weekdayName } from "../answers/weekday-name.ts";
import type { Wording } from "../answers/wording.ts";
import type { Energy } from "./energy.ts";
import type { DayFacts, WeekFacts } from "./facts.ts";
import type { WeekFocus } from "./week-focus.ts";

/** Below this many ratings the predicted productivity is mostly what is usual for people in general. */
const MIN_RATINGS = 3;

export function presentDay(facts: DayFacts, { view, locale, cut }: Wording): TodayPrediction {
  const { prediction, energy } = facts;
  const forecast = prediction.value;
  const { productivity } = forecast;
  const isRated = productivity.ratedSessions >= MIN_RATINGS;
  return {
    date: formatDay(facts.day),
    as_of: answerTime(view, cut).as_of,
    current_hour: facts.fromHour,
    completed_sessions: forecast.doneSessions,
    ...counts(forecast, forecast.doneSessions),
    predicted_productivity: round(productivity.mean, 1),
    productivity_interval: interval(productivity.interval80, 1),
    recommended_schedule: [...facts.plan],
    confidence: round(forecast.confidence, 2),
    energy_forecast: {
      level: energy.level,
      message: energyMessage(energy, locale),
      basis: energy.basis,
    },
    data: dataBasis(prediction),
    productivity_data: {
      status: isRated ? "ready" : "insufficient_data",
      sessions: productivity.ratedSessions,
      days: prediction.basis.days,
      method: "shrunken_weekday_means",
      ...(isRated ? {} : { needed: MIN_RATINGS }),
    },
  };
}

export function presentWeek(facts: WeekFacts, { view, locale, cut }: Wording): WeekPrediction {
  const { prediction, focus } = facts;
  const forecast = prediction.value;
  const days = forecast.days.map((day) => ({
    date: formatDay(day.day),
    day_name: weekdayName(day.day),
    predicted_sessions: day.predictedSessions,
    expected_sessions: round(day.mean, 1),
    sessions_interval: interval(day.interval80, 0),
    predicted_productivity: round(day.productivity.mean, 1),
    confidence: round(day.confidence, 2),
  }));
  const total = days.reduce((sum, day) => sum + day.predicted_sessions, 0);
  const productivity = forecast.days.reduce((sum, day) => sum + day.productivity.mean, 0);
  return {
    predictions: days,
    total_predicted_sessions: total,
    total_expected_sessions: round(forecast.total.mean, 1),
    total_interval: interval(forecast.total.interval80, 0),
    avg_predicted_productivity: round(productivity / forecast.days.length, 2),
    predicted_sessions: total,
    recommended_focus: focus.kind === "category" ? focus.category : null,
    tip: weekTip(focus, locale),
    as_of: answerTime(view, cut).as_of,
    data: dataBasis(prediction),
  };
}

function energyMessage({ level, basis }: Energy, locale: Locale): string {
  return translate(locale, basis === "clock" ? `energy.clock.${level}` : `energy.${level}`);
}

/** One plain sentence to go with a week's forecast. */
function weekTip(focus: WeekFocus, locale: Locale): string {
  switch (focus.kind) {
    case "category": {
      const { category, meanRating } = focus;
      const mean = Math.round(meanRating);
      return translate(locale, "week.tip.best_category", { category, mean });
    }
    case "hour":
      return translate(locale, "week.tip.best_hour", { hour: focus.hour });
    case "unknown":
      return translate(locale, "week.tip.not_enough");
  }
}

function counts(forecast: CountEstimate & DayForecast, done: number) {
  return {
    predicted_sessions: forecast.predictedSessions,
    remaining_sessions: Math.max(0, forecast.predictedSessions - done),
    expected_sessions: round(forecast.mean, 1),
    sessions_interval: interval(forecast.interval80, 0),
  };
}

function interval(
  range: { readonly lower: number; readonly upper: number; readonly mass: number },
  decimals: number,
): Interval {
  return {
    lower: round(range.lower, decimals),
    upper: round(range.upper, decimals),
    probability: round(range.mass, 2),
  };
}
