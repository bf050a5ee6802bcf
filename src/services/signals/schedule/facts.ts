import type { OwnPresets } from "../../../domain/preset.ts";
import { focusOptimizer } from "../../../models/focus-optimizer/focus-optimizer.ts";
import type { FocusPlan, FocusQuery } from "../../../models/focus-optimizer/focus-plan.ts";
import type { AskedMoment, Prediction } from "../../../models/model.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import type { EpochDay } from "../../../time/calendar.ts";
import { isFree } from "../../../time/stated-days.ts";
import { productivityOf } from "../../analysis/productivity.ts";
import { type Pause, pauseOf } from "../../answers/pause.ts";
import { dayPlan } from "../../predictions/day-plan.ts";
import { nextDayWith, type ScheduleQuestion } from "./question.ts";

/** Starts are planned on quarters of an hour, so within one nothing changes. */
const QUARTER_MINUTES = 15;
/** No plan has more. */
const MAX_SESSIONS = 12;

/** The hours of a day, and the best feasible plan of it. */
export interface ScheduleFacts {
  readonly prediction: Prediction<FocusPlan>;
  readonly day: EpochDay;
  readonly requestedSessions: number;
  readonly pause: Pause | null;
  /** The day on which it is asked. */
  readonly today: EpochDay;
  readonly presets: OwnPresets;
}

export function scheduleFacts(view: ProfileView, question: ScheduleQuestion): ScheduleFacts {
  const query = focusQueryOf(view, question);
  const prediction = focusOptimizer.predict(view.profile["focus-optimizer"], query);
  const pause = pauseOf(view);
  const isPlanned = pause === null && !isFree(view.workTimes, query.day);
  const value = isPlanned ? prediction.value : { ...prediction.value, sessions: [] };
  return {
    prediction: { ...prediction, value },
    day: query.day,
    requestedSessions: question.sessions,
    pause,
    today: view.asked.day,
    presets: view.presets,
  };
}

/**
 * What the model is asked: about the next such day, from the next quarter of an hour on. Hours that other
 * answers name as hard are not proposed, and hours that they propose or name as good are not avoided.
 */
export function focusQueryOf(view: ProfileView, question: ScheduleQuestion): FocusQuery {
  const day = nextDayWith(question.weekday, view.asked.day);
  const { bestHours, worstHours } = productivityOf(view).value;
  const from = day === view.asked.day ? view.asked : undefined;
  // All that today's answer may propose within the quarter of an hour, whatever its forecast says by then.
  const proposed = dayPlan(view, day, { ...(from && { from }), sessionsToCome: MAX_SESSIONS });
  return {
    ...question,
    workingHours: question.workingHours ?? view.workTimes.workingHours,
    asked: atNextQuarter(view.asked),
    day,
    neverPropose: worstHours.map(({ which }) => which),
    neverAvoid: [...proposed.map(({ hour }) => hour), ...bestHours.map(({ which }) => which)],
  };
}

/** The moment after which a session can begin at the earliest: the same for a quarter of an hour. */
export function atNextQuarter({ day, minute, wallHour }: AskedMoment): AskedMoment {
  const next = Math.ceil(minute / QUARTER_MINUTES) * QUARTER_MINUTES;
  const hours = Math.floor(next / 60) - Math.floor(minute / 60);
  return { day, minute: next, wallHour: (wallHour + hours) % 24 };
}
