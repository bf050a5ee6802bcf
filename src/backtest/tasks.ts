import { dayAhead, weekAhead } from "../models/session-predictor/day-ahead.ts";
import { outlookOf } from "../models/session-predictor/outlook.ts";
import type { SessionPredictorState } from "../models/session-predictor/state.ts";
import type { Pmf } from "../stats/pmf.ts";
import { isoWeekday } from "../time/calendar.ts";
import type { DayBaseline } from "./baselines/baseline.ts";
import { DAY_BASELINES, NOON_BASELINES } from "./baselines/registry.ts";
import { Comparison } from "./comparison.ts";
import type { History } from "./history.ts";
import { runModel } from "./model-run.ts";
import { tryNewcomers } from "./newcomers.ts";
import type { HistoryScores, OtherTask, SkipReason } from "./report.ts";
import { independentDays, lastWeekTotal, recentWeekTotals, weekTotals } from "./week-baselines.ts";

/** Known days from which the main task starts; a shorter history counts as young. */
const FIRST_ORIGIN = 28;
/** With fewer days, not a single week ahead can be scored. */
export const DAYS_NEEDED = FIRST_ORIGIN + 7;
const YOUNG_ORIGINS = [14, 21];
/** Known days of the `first_days` task. From day 3 on an answer counts as the person's own. */
const NEW_ORIGINS = { from: 3, to: 13 };
const NOON_MINUTE = 720;

export type TaskResults = Readonly<Record<"week_ahead" | OtherTask, HistoryScores | SkipReason>>;

/**
 * Runs the model and all baselines on one history.
 *
 * - `week_ahead`: at 28, 35, 42 … known days, each of the next seven days; `week_ahead_daily`: at every day from 28 on;
 *   `early_weeks`: at 14 and 21; `first_days`: at 3 … 13. Only origins whose seven days lie inside the history.
 * - `noon`: every day from day 28 on, with the sessions that started before noon.
 * - `newcomers_…`: see `tryNewcomers`.
 * - `week_total`: the sum of the seven days, at the origins of `week_ahead`.
 *
 * A method never receives data from after the origin. The scale is computed from the whole history and is the same for
 * all methods.
 */
export function tryHistory(history: History, clockTimes: boolean): TaskResults {
  const dayNames = Object.keys(DAY_BASELINES);
  const weekly = new Comparison(dayNames);
  const daily = new Comparison(dayNames);
  const young = new Comparison(dayNames);
  const first = new Comparison(dayNames);
  const noon = new Comparison(Object.keys(NOON_BASELINES));
  const totals = new Comparison(["independent_days", "last_week", "recent_weeks"]);
  const { counts } = history;
  runModel(history, {
    atDayStart(state, known) {
      if (known + 7 > counts.length) return;
      const chosen: Comparison[] = [];
      if (known >= FIRST_ORIGIN) chosen.push(daily);
      if (known >= FIRST_ORIGIN && known % 7 === 0) chosen.push(weekly);
      if (YOUNG_ORIGINS.includes(known)) chosen.push(young);
      if (known >= NEW_ORIGINS.from && known <= NEW_ORIGINS.to) chosen.push(first);
      if (chosen.length > 0) askWeekAhead(history, state, known, chosen);
      if (chosen.includes(weekly)) askWeekTotal(history, state, known, totals);
    },
    atNoon(state, known) {
      if (clockTimes && known >= FIRST_ORIGIN) askAtNoon(history, state, known, noon);
    },
  });
  const scale = scaleOf(counts);
  return {
    week_ahead: weekly.finish(history, scale),
    week_ahead_daily: daily.finish(history, scale),
    early_weeks: young.finish(history, scale),
    first_days: first.finish(history, scale),
    ...tryNewcomers(history, scale),
    noon: clockTimes ? noon.finish(history, scale) : "no_clock_times",
    week_total: totals.finish(history, scaleOf(weekTotals(counts))),
  };
}

function askWeekAhead(
  history: History,
  state: SessionPredictorState,
  known: number,
  comparisons: readonly Comparison[],
): void {
  const past = history.counts.slice(0, known);
  for (const comparison of comparisons) comparison.addOrigin();
  for (let ahead = 0; ahead < 7; ahead++) {
    const actual = history.counts[known + ahead] ?? 0;
    const { pmf } = dayAhead(state, history.firstDay + known + ahead, ahead);
    const others = Object.entries(DAY_BASELINES).map(
      ([name, method]: [string, DayBaseline]): [string, Pmf] => [name, method(past, ahead)],
    );
    for (const comparison of comparisons) {
      comparison.addModel(pmf, actual);
      for (const [name, forecast] of others) comparison.addBaseline(name, forecast, actual);
    }
  }
}

function askWeekTotal(
  history: History,
  state: SessionPredictorState,
  known: number,
  comparison: Comparison,
): void {
  const past = history.counts.slice(0, known);
  const day = history.firstDay + known;
  const days = Array.from({ length: 7 }, (_, ahead) => dayAhead(state, day + ahead, ahead));
  const actual = weekTotals(history.counts)[known] ?? 0;
  comparison.addOrigin();
  comparison.addModel(wide(weekAhead(state, day, 0)), actual);
  comparison.addBaseline(
    "independent_days",
    wide(independentDays(days.map((each) => each.pmf))),
    actual,
  );
  comparison.addBaseline("last_week", wide(lastWeekTotal(past)), actual);
  comparison.addBaseline("recent_weeks", wide(recentWeekTotals(past)), actual);
}

function askAtNoon(
  history: History,
  state: SessionPredictorState,
  known: number,
  comparison: Comparison,
): void {
  const day = history.firstDay + known;
  const mornings = history.starts
    .slice(0, known + 1)
    .map((starts) => starts.filter((minute) => minute < NOON_MINUTE).length);
  const done = mornings.pop() ?? 0;
  const actual = history.counts[known] ?? 0;
  // The minute of a query counts as over, so this query is at noon sharp.
  const asked = { day, minute: NOON_MINUTE - 1, wallHour: 11 };
  comparison.addOrigin();
  comparison.addModel(outlookOf(state, asked).pmf, actual);
  const knowledge = {
    counts: history.counts.slice(0, known),
    mornings,
    done,
    weekday: isoWeekday(day) - 1,
  };
  for (const [name, method] of Object.entries(NOON_BASELINES)) {
    comparison.addBaseline(name, method(knowledge), actual);
  }
}

/** Bins of a week's total: seven days of at most 60 sessions. */
const WEEK_BINS = 7 * 60 + 1;

/** Extends a total to the common grid, so that every method's score covers the whole grid. */
function wide(pmf: Pmf): Float64Array {
  const padded = new Float64Array(WEEK_BINS);
  for (let count = 0; count < pmf.length; count++) {
    const bin = Math.min(count, WEEK_BINS - 1);
    padded[bin] = (padded[bin] ?? 0) + (pmf[count] ?? 0);
  }
  return padded;
}

/** Mean absolute difference from seven days before; 0 without any. */
function scaleOf(values: readonly number[]): number {
  let sum = 0;
  for (let index = 7; index < values.length; index++) {
    sum += Math.abs((values[index] ?? 0) - (values[index - 7] ?? 0));
  }
  return values.length > 7 ? sum / (values.length - 7) : 0;
}
