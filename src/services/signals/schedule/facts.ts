import type { OwnPresets } from "../../../domain/preset.ts";
import type { MinuteSpan } from "../../../models/focus-optimizer/day-plan.ts";
import { focusOptimizer } from "../../../models/focus-optimizer/focus-optimizer.ts";
import type { FocusPlan, FocusQuery } from "../../../models/focus-optimizer/focus-plan.ts";
import type { AskedMoment, Prediction } from "../../../models/model.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import { type EpochDay, isoWeekday } from "../../../time/calendar.ts";
import { productivityOf } from "../../analysis/productivity.ts";
import { type Pause, pauseOf } from "../../answers/pause.ts";
import { dayPlan, mostOffered } from "../../predictions/day-plan.ts";
import { isIdle, sessionsToCome } from "../../predictions/facts.ts";
import { presetsOfHours } from "../../recommendations/presets-of-hours.ts";
import { nextDayWith, onEveryDay, type ScheduleQuestion } from "./question.ts";

/** Starts are planned on quarters of an hour, so nothing changes within one. */
const QUARTER_MINUTES = 15;
/** Maximum number of sessions in a plan. */
const MAX_SESSIONS = 12;

/** The hours of a day, and its best feasible plan. */
export interface ScheduleFacts {
  readonly prediction: Prediction<FocusPlan>;
  readonly day: EpochDay;
  readonly requestedSessions: number;
  /** Sessions still to come on the day. */
  readonly toCome: number;
  readonly pause: Pause | null;
  /** The day of the query. */
  readonly today: EpochDay;
  readonly presets: OwnPresets;
}

export function scheduleFacts(view: ProfileView, question: ScheduleQuestion): ScheduleFacts {
  const query = focusQueryOf(view, question);
  const toCome = sessionsToCome({ ...view, asked: query.asked }, query.day);
  const isWorkday = !isIdle(view, query.day);
  const sessions = isWorkday ? sessionsPlanned(question, toCome) : 0;
  return {
    prediction: focusOptimizer.predict(view.profile["focus-optimizer"], { ...query, sessions }),
    day: query.day,
    requestedSessions: question.sessions,
    toCome,
    pause: pauseOf(view),
    today: view.asked.day,
    presets: view.presets,
  };
}

/**
 * Number of sessions to plan: as many as requested, but no more than may be offered. With explicit working hours the
 * request decides alone.
 */
function sessionsPlanned({ sessions, workingHours }: ScheduleQuestion, toCome: number): number {
  return workingHours === null ? Math.min(sessions, mostOffered(toCome)) : sessions;
}

/**
 * The model's query: about the next matching day, from the next quarter of an hour on. Hours that other answers call
 * bad are not proposed, unless the question has its own working hours. Hours that they propose or call good are not
 * avoided.
 */
export function focusQueryOf(view: ProfileView, question: ScheduleQuestion): FocusQuery {
  const day = nextDayWith(question.weekday, view.asked.day);
  const { bestHours, worstHours } = productivityOf(view).value;
  const from = day === view.asked.day ? view.asked : undefined;
  // All hours that today's answer may propose within this quarter of an hour, whatever its forecast.
  const proposed = dayPlan(view, day, { ...(from && { from }), sessionsToCome: MAX_SESSIONS });
  const hard = worstHours.map(({ which }) => which);
  return {
    ...question,
    workingHours: question.workingHours ?? view.workTimes.workingHours,
    busy:
      question.workingHours === null
        ? [...question.busy, ...hard.flatMap(hourSpans)]
        : question.busy,
    asked: atNextQuarter(view.asked),
    day,
    presetOfHour: presetsOfHours(view, isoWeekday(day)),
    // With stated working hours or busy times, a shorter session is better than none.
    isPresetFixed: question.workingHours === null && question.busy.length === 0,
    neverPropose: hard,
    neverAvoid: [...proposed.map(({ hour }) => hour), ...bestHours.map(({ which }) => which)],
  };
}

/** The clock hour on the day itself and on the days around it. */
function hourSpans(hour: number): MinuteSpan[] {
  return onEveryDay({ startMinute: hour * 60, endMinute: (hour + 1) * 60 });
}

/** Earliest moment after which a session can begin; constant for a quarter of an hour. */
export function atNextQuarter({ day, minute, wallHour }: AskedMoment): AskedMoment {
  const next = Math.ceil(minute / QUARTER_MINUTES) * QUARTER_MINUTES;
  const hours = Math.floor(next / 60) - Math.floor(minute / 60);
  return { day, minute: next, wallHour: (wallHour + hours) % 24 };
}
