import { ServiceError } from "../../errors.ts";
import { type Locale, translate } from "../../messages/translate.ts";
import type { Prediction } from "../../models/model.ts";
import type {
  CountEstimate,
  DayForecast,
  SessionForecast,
  SessionQuery,
} from "../../models/session-predictor/query.ts";
import { sessionPredictor } from "../../models/session-predictor/session-predictor.ts";
import type { ProfileService, ProfileView } from "../../profiles/profile-service.ts";
import type { Interval } from "../../schemas/answer.ts";
import type { TodayPrediction, WeekPrediction } from "../../schemas/predictions.ts";
import { type EpochDay, formatDay } from "../../time/calendar.ts";
import { formatInstant } from "../../time/format-instant.ts";
import { dataBasis, round } from "../answers/data-basis.ts";
import { presentAnswers } from "../answers/per-profile.ts";
import { then } from "../answers/then.ts";
import { viewOn } from "../answers/view-on.ts";
import { weekdayName } from "../answers/weekday-name.ts";
import { dayPlan } from "./day-plan.ts";
import { type Energy, energyAt } from "./energy.ts";
import { weekTip } from "./week-tip.ts";

export interface PredictionService {
  /** How many sessions on a date (today when absent), as of now or as of the start of a past date. */
  today(
    userId: string,
    date: string | undefined,
    locale: Locale,
  ): TodayPrediction | Promise<TodayPrediction>;
  /** How many sessions on each of seven days, and together. */
  week(
    userId: string,
    startDate: string | undefined,
    locale: Locale,
  ): WeekPrediction | Promise<WeekPrediction>;
}

export function createPredictionService(profiles: ProfileService): PredictionService {
  const weeks = presentAnswers<WeekPrediction>();
  return {
    today: (userId, date, locale) =>
      then(viewOn(profiles, userId, date, "date"), ({ view, day }) =>
        todayAnswer(view, day, locale, profiles),
      ),
    week: (userId, startDate, locale) =>
      then(viewOn(profiles, userId, startDate, "start_date"), ({ view, day }) =>
        weeks(view, `${locale} ${Math.floor(view.wallMinute)} ${day}`, () =>
          weekAnswer(view, day, locale, profiles),
        ),
      ),
  };
}

function todayAnswer(
  view: ProfileView,
  day: EpochDay,
  locale: Locale,
  profiles: ProfileService,
): TodayPrediction {
  const prediction = predict(view, { kind: "day", asked: view.asked, day });
  const forecast = prediction.value;
  if (forecast.kind !== "day") throw new ServiceError("internal_error");
  const isToday = day === view.asked.day;
  const fromHour = isToday ? view.asked.wallHour : profiles.cutOf(view.userId).dayStartHour;
  const energy = energyAt(view, fromHour);
  return {
    date: formatDay(day),
    as_of: asOf(view, profiles),
    current_hour: fromHour,
    completed_sessions: forecast.doneSessions,
    ...counts(forecast, forecast.doneSessions),
    predicted_productivity: round(forecast.productivity.mean, 1),
    productivity_interval: interval(forecast.productivity.interval80, 1),
    recommended_schedule: dayPlan(view, day, isToday ? view.asked : undefined),
    confidence: round(forecast.confidence, 2),
    energy_forecast: {
      level: energy.level,
      message: energyMessage(energy, locale),
      basis: energy.basis,
    },
    data: dataBasis(prediction),
    productivity_data: {
      status: forecast.productivity.ratedSessions >= ENOUGH_RATINGS ? "ready" : "insufficient_data",
      sessions: forecast.productivity.ratedSessions,
      days: prediction.basis.days,
      method: "shrunken_weekday_means",
      ...(forecast.productivity.ratedSessions >= ENOUGH_RATINGS ? {} : { needed: ENOUGH_RATINGS }),
    },
  };
}

function energyMessage({ level, basis }: Energy, locale: Locale): string {
  return translate(locale, basis === "clock" ? `energy.clock.${level}` : `energy.${level}`);
}

/** To the minute: an answer is the same all through it. */
function asOf(view: ProfileView, profiles: ProfileService): string {
  const minuteMs = 60_000;
  const startOfMinute = Math.floor(view.atMs / minuteMs) * minuteMs;
  return formatInstant(startOfMinute, profiles.cutOf(view.userId).zone);
}

/** Below this many ratings the predicted productivity is mostly what is usual for people in general. */
const ENOUGH_RATINGS = 3;

function weekAnswer(
  view: ProfileView,
  start: EpochDay,
  locale: Locale,
  profiles: ProfileService,
): WeekPrediction {
  const prediction = predict(view, { kind: "week", asked: view.asked, start });
  const forecast = prediction.value;
  if (forecast.kind !== "week") throw new ServiceError("internal_error");
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
  const tip = weekTip(view, locale);
  return {
    predictions: days,
    total_predicted_sessions: total,
    total_expected_sessions: round(forecast.total.mean, 1),
    total_interval: interval(forecast.total.interval80, 0),
    avg_predicted_productivity: round(productivity / forecast.days.length, 2),
    predicted_sessions: total,
    recommended_focus: tip.focus,
    tip: tip.text,
    as_of: asOf(view, profiles),
    data: dataBasis(prediction),
  };
}

function predict(view: ProfileView, query: SessionQuery): Prediction<SessionForecast> {
  return sessionPredictor.predict(view.profile["session-predictor"], query);
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
