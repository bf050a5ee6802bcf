import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { AskedMoment } from "../model.ts";
import { populationShare } from "./arrival-share.ts";
import { countBefore } from "./arrivals.ts";
import { closeUntil } from "./close-day.ts";
import { DAYS_PER_WEEK, type DayAhead, dayAhead, restOfWeek } from "./day-ahead.ts";
import { estimateOf } from "./estimate.ts";
import { forecastToday } from "./intraday.ts";
import { COUNT_BINS, LARGEST_COUNT } from "./parameters.ts";
import type { DayForecast, WeekForecast } from "./query.ts";
import { forecastRating } from "./ratings.ts";
import { remembering } from "./remembered.ts";
import type { SessionPredictorState } from "./state.ts";
import { totalOf } from "./week-total.ts";

/** A day as it stands at a moment: today with what is done, or a later one that has not begun. */
export interface DayOutlook extends DayAhead {
  readonly day: EpochDay;
  readonly done: number;
  readonly usuallyDone: number;
}

/**
 * The state as it is on the day asked on. A state whose open day is earlier is copied and advanced.
 * @throws RangeError when the state already knows a later day than the one asked on
 */
export function stateOn(state: SessionPredictorState, day: EpochDay): SessionPredictorState {
  if (state.openDay === null || state.openDay === day) return state;
  if (state.openDay > day) {
    throw new RangeError(`asked on day ${day}, but the state has reached day ${state.openDay}`);
  }
  const advanced = structuredClone(state);
  closeUntil(advanced, day);
  return advanced;
}

/** The minute asked in counts as over: a session that ended within it is done. */
function minuteAfter(asked: AskedMoment): number {
  return Math.floor(asked.minute) + 1;
}

/** The clock's minute at which the person's day begins. */
function dayStartMinute(asked: AskedMoment): number {
  return ((((asked.wallHour - Math.floor(asked.minute / 60)) % 24) + 24) * 60) % 1440;
}

/**
 * Distribution of the sessions of `day` as it stands at the moment asked about.
 * @param state advanced to the day asked on, see `stateOn`
 */
export function outlookOf(
  state: SessionPredictorState,
  asked: AskedMoment,
  day: EpochDay,
): DayOutlook {
  const ahead = day - asked.day;
  if (ahead < 0) throw new RangeError(`day ${day} is before the day asked on, ${asked.day}`);
  const before = dayAhead(state, day, ahead);
  if (ahead > 0) return { ...before, day, done: 0, usuallyDone: 0 };
  const minute = minuteAfter(asked);
  const done = countBefore(state.openMinutes, minute);
  const pmf = new Float64Array(COUNT_BINS);
  const soFar = {
    weekday: isoWeekday(day) - 1,
    minute,
    done,
    populationShare: populationShare(minute, dayStartMinute(asked)),
  };
  const usuallyDone = forecastToday(state, soFar, before.pmf, pmf);
  return { pmf, presence: before.presence, day, done, usuallyDone };
}

function describe(state: SessionPredictorState, outlook: DayOutlook): DayForecast {
  return {
    ...estimateOf(outlook.pmf, Math.max(0, outlook.done - LARGEST_COUNT)),
    day: outlook.day,
    doneSessions: outlook.done,
    usuallyDone: outlook.usuallyDone,
    productivity: forecastRating(state, isoWeekday(outlook.day) - 1),
  };
}

const laterDay = remembering(
  (state, day, ahead): DayForecast =>
    describe(state, { ...dayAhead(state, day, ahead), day, done: 0, usuallyDone: 0 }),
);

/** How many sessions will a day have? Never fewer than are done. */
export function forecastDay(
  state: SessionPredictorState,
  asked: AskedMoment,
  day: EpochDay,
): DayForecast {
  if (day > asked.day) return laterDay(state, day, day - asked.day);
  return describe(state, outlookOf(state, asked, day));
}

/** How many sessions will seven days have? The total is a distribution of its own, see `laterDays`. */
export function forecastWeek(
  state: SessionPredictorState,
  asked: AskedMoment,
  start: EpochDay,
): WeekForecast {
  const first = outlookOf(state, asked, start);
  const days = [describe(state, first)];
  for (let next = 1; next < DAYS_PER_WEEK; next++) {
    days.push(forecastDay(state, asked, start + next));
  }
  const total = totalOf(first, restOfWeek(state, start, start - asked.day));
  return { days, total: estimateOf(total, Math.max(0, first.done - LARGEST_COUNT)) };
}
