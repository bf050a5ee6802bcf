import { ServiceError } from "../../errors.ts";
import type { Prediction } from "../../models/model.ts";
import type {
  DayForecast,
  SessionQuery,
  WeekForecast,
} from "../../models/session-predictor/query.ts";
import { sessionPredictor } from "../../models/session-predictor/session-predictor.ts";
import type { ProfileView } from "../../profiles/profile-service.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { isFree } from "../../time/stated-days.ts";
import { type Pause, pauseOf } from "../answers/pause.ts";
import { dayPlan, type PlannedHour } from "./day-plan.ts";
import { type Energy, energyAt } from "./energy.ts";
import { type WeekFocus, weekFocus } from "./week-focus.ts";

/** Known and expected facts of one day. */
export interface DayFacts {
  readonly prediction: Prediction<DayForecast>;
  readonly day: EpochDay;
  readonly isToday: boolean;
  /** Wall-clock hour from which the day is planned, 0–23. */
  readonly fromHour: number;
  readonly plan: readonly PlannedHour[];
  readonly energy: Energy;
  /** Nothing is forecast during a pause; the prediction must not be shown. */
  readonly pause: Pause | null;
}

/** Expectations for seven days, with a recommendation. */
export interface WeekFacts {
  readonly prediction: Prediction<WeekForecast>;
  readonly start: EpochDay;
  readonly focus: WeekFocus;
  readonly pause: Pause | null;
}

export function dayFacts(view: ProfileView, day: EpochDay): DayFacts {
  const isToday = day === view.asked.day;
  const fromHour = isToday ? view.asked.wallHour : view.cut.dayStartHour;
  const prediction = dayPrediction(view, day);
  const pause = pauseOf(view);
  return {
    prediction,
    day,
    isToday,
    fromHour,
    plan: isIdle(view, day)
      ? []
      : dayPlan(view, day, {
          ...(isToday ? { from: view.asked } : {}),
          sessionsToCome: remainingSessions(prediction.value),
        }),
    energy: energyAt(view, fromHour),
    pause,
  };
}

/** @param start the day of the query or a later one */
export function weekFacts(view: ProfileView, start: EpochDay): WeekFacts {
  return {
    prediction: weekPrediction(view, start),
    start,
    focus: weekFocus(view),
    pause: pauseOf(view),
  };
}

/** Whether no session is planned on a day: during a pause, and on days off. */
export function isIdle(view: ProfileView, day: EpochDay): boolean {
  return pauseOf(view) !== null || isFree(view.workTimes, day);
}

/** Sessions still to be planned on a day. */
export function sessionsToCome(view: ProfileView, day: EpochDay): number {
  return isIdle(view, day) ? 0 : remainingSessions(dayPrediction(view, day).value);
}

/** Expected sessions still to come. */
export function remainingSessions(forecast: DayForecast): number {
  return Math.max(0, forecast.predictedSessions - forecast.doneSessions);
}

/** Forecast of a day's sessions. */
export function dayPrediction(view: ProfileView, day: EpochDay): Prediction<DayForecast> {
  const prediction = predict(view, {
    ...{ kind: "day", asked: view.asked, day },
    stated: view.workTimes,
  });
  const { value } = prediction;
  if (value.kind !== "day") throw new ServiceError("internal_error");
  return { ...prediction, value };
}

/** Forecast of the sessions of the seven days from `start`. */
export function weekPrediction(view: ProfileView, start: EpochDay): Prediction<WeekForecast> {
  const prediction = predict(view, {
    ...{ kind: "week", asked: view.asked, start },
    stated: view.workTimes,
  });
  const { value } = prediction;
  if (value.kind !== "week") throw new ServiceError("internal_error");
  return { ...prediction, value };
}

function predict(view: ProfileView, query: SessionQuery) {
  return sessionPredictor.predict(view.profile["session-predictor"], query);
}
