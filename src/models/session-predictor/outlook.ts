import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { AskedMoment } from "../model.ts";
import { populationShare } from "./arrival-share.ts";
import { countBefore } from "./arrivals.ts";
import { dayAhead } from "./day-ahead.ts";
import { forecastToday, trustInToday } from "./intraday.ts";
import { COUNT_BINS } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";
import type { DayInPeriod } from "./week-total.ts";

/** Today as it stands at the moment asked about. */
export interface DayOutlook extends DayInPeriod {
  readonly day: EpochDay;
  /** Completed sessions known by then. */
  readonly done: number;
  /** Share of a day's sessions usually done by then, 0–1. */
  readonly usuallyDone: number;
  /** How much the day so far says at all, 0 before anything is usually done, 1 soon after. */
  readonly trust: number;
}

/** The minute asked in counts as over: a session that ended within it is done. */
export function minuteAfter(asked: AskedMoment): number {
  return Math.floor(asked.minute) + 1;
}

/** The clock's minute at which the person's day begins. */
function dayStartMinute(asked: AskedMoment): number {
  return ((asked.wallHour - Math.floor(asked.minute / 60) + 24) % 24) * 60;
}

/**
 * Distribution of today's sessions at the moment asked about.
 * @param state advanced to the day asked on
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
  // A session that is done says more than the hour.
  const trust = done > 0 ? 1 : trustInToday(usuallyDone);
  return { pmf, presence, day, done, usuallyDone, trust };
}
