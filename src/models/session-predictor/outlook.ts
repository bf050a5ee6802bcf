import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { AskedMoment } from "../model.ts";
import { populationShare } from "./arrival-share.ts";
import { countBefore } from "./arrivals.ts";
import { dayAhead } from "./day-ahead.ts";
import { forecastToday, trustInToday } from "./intraday.ts";
import { COUNT_BINS } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";
import type { DayInPeriod } from "./week-total.ts";

/** Forecast of today at the moment of the query. */
export interface DayOutlook extends DayInPeriod {
  readonly day: EpochDay;
  /** Completed sessions known at that moment. */
  readonly done: number;
  /** Share of a day's sessions usually done by then, 0–1. */
  readonly usuallyDone: number;
  /** Weight of the day so far as evidence: 0 before anything is usually done, 1 soon after. */
  readonly trust: number;
}

/** The minute of the query counts as over: a session that ended within it is done. */
export function minuteAfter(asked: AskedMoment): number {
  return Math.floor(asked.minute) + 1;
}

/** Minute on the clock at which the person's day begins. */
function dayStartMinute(asked: AskedMoment): number {
  return ((asked.wallHour - Math.floor(asked.minute / 60) + 24) % 24) * 60;
}

/**
 * Distribution of today's sessions at the moment of the query.
 * @param state advanced to the day of the query
 */
export function outlookOf(state: SessionPredictorState, asked: AskedMoment): DayOutlook {
  const { day } = asked;
  const minute = minuteAfter(asked);
  const done = countBefore(state.openMinutes, minute);
  const { pmf: before, presence } = dayAhead(state, day, 0);
  const pmf = new Float64Array(COUNT_BINS);
  const soFar = {
    weekday: isoWeekday(day) - 1,
    minute,
    done,
    populationShare: populationShare(minute, dayStartMinute(asked)),
  };
  const usuallyDone = forecastToday(state, soFar, before, pmf);
  // A finished session is stronger evidence than the time of day.
  const trust = done > 0 ? 1 : trustInToday(usuallyDone);
  return { pmf, presence, day, done, usuallyDone, trust };
}
