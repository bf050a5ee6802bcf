import { convolve } from "../../stats/convolve.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { isAbsent, NO_STATED_DAYS, type StatedDays } from "../../time/stated-days.ts";
import type { AskedMoment } from "../model.ts";
import { closeUntil } from "./close-day.ts";
import { type Continuation, type Continuations, continuationsOf } from "./continuations.ts";
import { DAYS_PER_WEEK, dayAhead, restOfWeek, sixDaysAhead, weekAhead } from "./day-ahead.ts";
import { estimateOf } from "./estimate.ts";
import { type DayOutlook, outlookOf } from "./outlook.ts";
import { COUNT_BINS, LARGEST_COUNT } from "./parameters.ts";
import { absenceRate } from "./presence.ts";
import type { DayForecast, WeekForecast } from "./query.ts";
import { forecastRating } from "./ratings.ts";
import type { SessionPredictorState } from "./state.ts";
import { commonFactorShareOf } from "./week-check.ts";
import { laterDays, totalOf } from "./week-total.ts";

/**
 * The state on the day of the query. A state whose open day is earlier is copied and advanced.
 * @throws RangeError when the state already contains a later day than the query's
 */
export function stateOn(
  state: SessionPredictorState,
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): SessionPredictorState {
  if (state.openDay === null || state.openDay === day) return state;
  if (state.openDay > day) {
    throw new RangeError(`asked on day ${day}, but the state has reached day ${state.openDay}`);
  }
  const advanced = structuredClone(state);
  closeUntil(advanced, day, stated);
  return advanced;
}

/**
 * Distribution of a day's sessions at the moment of the query. For today it is conditioned on the sessions so far; a
 * later day is forecast from the possible outcomes of today. A stated absence of the day itself is ignored.
 *
 * @param state advanced to the day of the query, see `stateOn`
 * @throws RangeError when the day is before the query's
 */
export function pmfOf(
  state: SessionPredictorState,
  today: DayOutlook,
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): Float64Array {
  if (day === today.day) return today.pmf;
  if (day < today.day) throw new RangeError(`day ${day} is before the day asked on, ${today.day}`);
  return laterPmf(continuationsOf(state, today, isAbsent(stated, today.day)), today, day);
}

function laterPmf(ways: Continuations, today: DayOutlook, day: EpochDay): Float64Array {
  const ahead = day - today.day;
  const pmf = new Float64Array(COUNT_BINS);
  const add = ({ state, weight }: Continuation, daysAhead: number) => {
    if (weight === 0) return;
    addScaled(pmf, dayAhead(state, day, daysAhead).pmf, weight);
  };
  add(ways.untouched, ahead);
  add(ways.idle, ahead - 1);
  add(ways.active, ahead - 1);
  return pmf;
}

/**
 * Forecasts the sessions of a day; never fewer than the sessions already done.
 *
 * @param stated stated days; no further sessions are forecast in a stated absence
 */
export function forecastDay(
  state: SessionPredictorState,
  asked: AskedMoment,
  day: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): DayForecast {
  const today = outlookOf(state, asked);
  return describe(state, today, day, statedPmf(state, today, day, stated));
}

function statedPmf(
  state: SessionPredictorState,
  today: DayOutlook,
  day: EpochDay,
  stated: StatedDays,
): Float64Array {
  if (!isAbsent(stated, day)) return pmfOf(state, today, day, stated);
  const pmf = new Float64Array(COUNT_BINS);
  pmf[day === today.day ? Math.min(today.done, LARGEST_COUNT) : 0] = 1;
  return pmf;
}

/** Forecasts the sessions of seven days. The total has a distribution of its own, see `laterDays`. */
export function forecastWeek(
  state: SessionPredictorState,
  asked: AskedMoment,
  start: EpochDay,
  stated: StatedDays = NO_STATED_DAYS,
): WeekForecast {
  const today = outlookOf(state, asked);
  const week = Array.from({ length: DAYS_PER_WEEK }, (_, next) => start + next);
  const pmfs = week.map((day) => statedPmf(state, today, day, stated));
  const days = week.map((day, next) => describe(state, today, day, pmfs[next] ?? today.pmf));
  const total = week.some((day) => isAbsent(stated, day))
    ? totalWithAbsences(state, today, start, { pmfs, stated })
    : usualTotal(state, today, start, isAbsent(stated, today.day));
  return { days, total: estimateOf(total, start === today.day ? uncounted(today) : 0) };
}

function usualTotal(
  state: SessionPredictorState,
  today: DayOutlook,
  start: EpochDay,
  isAwayToday: boolean,
): Float64Array {
  const ways = continuationsOf(state, today, isAwayToday);
  return start === today.day ? thisWeek(state, today, ways) : laterWeek(ways, today, start);
}

/**
 * Total over days some of which are in a stated absence, and therefore empty. The common factor of the others is
 * unchanged.
 */
function totalWithAbsences(
  state: SessionPredictorState,
  today: DayOutlook,
  start: EpochDay,
  week: { readonly pmfs: readonly Float64Array[]; readonly stated: StatedDays },
): Float64Array {
  const [first, ...rest] = week.pmfs.map((pmf, next) => {
    const day = start + next;
    // A stated absence is no evidence that the person has stopped working.
    if (isAbsent(week.stated, day)) return { pmf, presence: PRESENT };
    if (day === today.day) return { pmf, presence: today.presence };
    return { pmf, presence: dayAhead(state, day, day - today.day).presence };
  });
  if (first === undefined) return Float64Array.of(1);
  return totalOf(first, laterDays(rest, absenceRate(state), commonFactorShareOf(state)));
}

const PRESENT = { present: 1, shortlyAway: 0, longAway: 0 };

/** Today and the six days after. Each outcome of today has its own count and its own later days. */
function thisWeek(
  state: SessionPredictorState,
  today: DayOutlook,
  ways: Continuations,
): Float64Array {
  const total = new Float64Array(DAYS_PER_WEEK * LARGEST_COUNT + 1);
  if (ways.untouched.weight > 0) {
    addScaled(total, totalOf(today, restOfWeek(state, today.day, 0)), ways.untouched.weight);
  }
  if (ways.idle.weight > 0) {
    addScaled(total, sixDaysAhead(ways.idle.state, today.day + 1, 0), ways.idle.weight);
  }
  if (ways.active.weight > 0) {
    const counts = today.pmf.slice();
    counts[0] = 0;
    const sum = convolve(counts, sixDaysAhead(ways.active.state, today.day + 1, 0));
    addScaled(total, sum, ways.active.weight / (1 - (today.pmf[0] ?? 0)));
  }
  return total;
}

function laterWeek(ways: Continuations, today: DayOutlook, start: EpochDay): Float64Array {
  const ahead = start - today.day;
  const total = new Float64Array(DAYS_PER_WEEK * LARGEST_COUNT + 1);
  const add = ({ state, weight }: Continuation, daysAhead: number) => {
    if (weight > 0) addScaled(total, weekAhead(state, start, daysAhead), weight);
  };
  add(ways.untouched, ahead);
  add(ways.idle, ahead - 1);
  add(ways.active, ahead - 1);
  return total;
}

/** Today's sessions beyond the largest count of the distributions. */
function uncounted(today: DayOutlook): number {
  return Math.max(0, today.done - LARGEST_COUNT);
}

function describe(
  state: SessionPredictorState,
  today: DayOutlook,
  day: EpochDay,
  pmf: Float64Array,
): DayForecast {
  const isToday = day === today.day;
  return {
    ...estimateOf(pmf, isToday ? uncounted(today) : 0),
    day,
    doneSessions: isToday ? today.done : 0,
    usuallyDone: isToday ? today.usuallyDone : 0,
    productivity: forecastRating(state, isoWeekday(day) - 1),
  };
}

function addScaled(target: Float64Array, values: Float64Array, weight: number): void {
  const length = Math.min(target.length, values.length);
  for (let index = 0; index < length; index++) {
    target[index] = (target[index] ?? 0) + weight * (values[index] ?? 0);
  }
}
