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
  const toCome = sessionsToCome(view, query.day);
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
 * avoided. Sessions start in hours that the day's forecast proposes, unless the question states its own times.
 */
export function focusQueryOf(view: ProfileView, question: ScheduleQuestion): FocusQuery {
  const day = nextDayWith(question.weekday, view.asked.day);
  const { bestHours, worstHours } = productivityOf(view).value;
  // All hours that today's answer may propose, whatever its forecast.
  const proposed = hoursProposed(view, day, MAX_SESSIONS);
  const isOpen = question.workingHours === null && question.busy.length === 0;
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
    isPresetFixed: isOpen,
    ...(isOpen && { startHours: hoursProposed(view, day, sessionsToCome(view, day)) }),
    neverPropose: hard,
    neverAvoid: [...proposed, ...bestHours.map(({ which }) => which)],
  };
}

/** The hours that the forecast of a day proposes. */
function hoursProposed(view: ProfileView, day: EpochDay, toCome: number): number[] {
  const from = day === view.asked.day ? { from: view.asked } : {};
  return dayPlan(view, day, { ...from, sessionsToCome: toCome }).map(({ hour }) => hour);
}

/** What a plan depends on besides the profile and the quarter of an hour: the hours that the day's forecast proposes. */
export function planBasis(view: ProfileView, { weekday }: ScheduleQuestion): readonly number[] {
  const day = nextDayWith(weekday, view.asked.day);
  const toCome = sessionsToCome(view, day);
  return [toCome, ...hoursProposed(view, day, toCome)];
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
