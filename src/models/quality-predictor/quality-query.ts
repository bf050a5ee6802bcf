import { type IsoWeekday, isoWeekday } from "../../time/calendar.ts";
import type { AskedMoment } from "../model.ts";
import { findSlot } from "./category-slots.ts";
import type { Situation } from "./features.ts";
import { presetGroup } from "./preset-group.ts";
import type { QualityState } from "./state.ts";
import { overallWellness, type WellnessAnswer } from "./wellness.ts";

/** A planned session. Null values are unknown, or taken from today's sessions. */
export interface QualityQuery {
  readonly asked: AskedMoment;
  /** Wall-clock hour of the start, 0–23; null: now. */
  readonly hour: number | null;
  /** null: today. */
  readonly weekday: IsoWeekday | null;
  readonly preset: string;
  readonly category: string | null;
  /** Completed sessions before it on that day; null: the number learned for today. */
  readonly sessionsToday: number | null;
  /** Minutes since the previous session ended; null: since the last session learned for today. */
  readonly minutesSinceLast: number | null;
  readonly wellness: WellnessAnswer | null;
}

/** The query, completed with what the state knows. */
export interface QualityContext {
  readonly hour: number;
  readonly weekday: IsoWeekday;
  readonly preset: string;
  readonly category: string | null;
  readonly sessionsToday: number;
  readonly minutesSinceLast: number | null;
  /** 0–100, or null without a usable check-in. */
  readonly wellness: number | null;
  /** Share of the wellness questions that were answered, 0–1. */
  readonly wellnessCertainty: number;
  /** Today's form in points; 0 for another day. */
  readonly todayForm: number;
  /** The recent form in points. */
  readonly latelyForm: number;
}

/** Longest rest within a day, in minutes. */
const MAX_REST = 1440;

/** Fills in what the query leaves open, and clamps every number to its range. */
export function resolveContext(state: QualityState, query: QualityQuery): QualityContext {
  const today = isoWeekday(query.asked.day);
  const weekday = query.weekday ?? today;
  // Today's sessions are irrelevant to another weekday.
  const isToday = weekday === today && state.day === query.asked.day;
  const { overall, certainty } = overallWellness(query.wellness);
  return {
    hour: whole(query.hour ?? query.asked.wallHour, 23),
    weekday,
    preset: query.preset,
    category: query.category,
    sessionsToday: whole(query.sessionsToday ?? (isToday ? state.today : 0), 1000),
    minutesSinceLast: restOf(query.minutesSinceLast ?? (isToday ? sinceLast(state, query) : null)),
    wellness: overall,
    wellnessCertainty: certainty,
    todayForm: isToday ? state.todayForm : 0,
    latelyForm: state.latelyForm,
  };
}

function sinceLast(state: QualityState, query: QualityQuery): number | null {
  return state.lastEnd < 0 ? null : Math.max(0, Math.round(query.asked.minute - state.lastEnd));
}

/** A negative or non-finite rest is treated as unknown. */
function restOf(minutes: number | null): number | null {
  if (minutes === null || !(minutes >= 0)) return null;
  return Math.min(minutes, MAX_REST);
}

function whole(value: number, largest: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.min(largest, Math.floor(value))) : 0;
}

/** Converts the context to the regression's situation. */
export function situationOf(state: QualityState, context: QualityContext): Situation {
  return {
    hour: context.hour,
    weekday: context.weekday,
    preset: presetGroup(state.listed, context.preset),
    category: context.category === null ? null : findSlot(state, context.category),
    sessionsBefore: context.sessionsToday,
    restMinutes: context.minutesSinceLast,
    wellness: context.wellness,
    today: context.todayForm,
    lately: context.latelyForm,
    abandoned: false,
  };
}
