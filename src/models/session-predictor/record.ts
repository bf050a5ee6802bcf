import { crps } from "../../stats/crps.ts";
import { centralInterval, meanOf } from "../../stats/pmf.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { calibrateInto } from "./calibration.ts";
import { COUNT_BINS, LARGEST_COUNT } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** Number of days whose forecasts are kept with their outcomes. */
export const RECORD_DAYS = 90;

/** Morning forecast of a day, and its outcome. */
export interface RecordedDay {
  readonly day: EpochDay;
  readonly sessions: number;
  readonly lower: number;
  readonly upper: number;
  /** Forecast probability of the interval, 0–1. */
  readonly probability: number;
  /** Mean of the forecast. */
  readonly expected: number;
  /** Mean of the same weekday's counts in the year before. */
  readonly weekdayMean: number;
  /** CRPS of the forecast. */
  readonly crps: number;
  /** CRPS of the histogram of the same weekday's counts. */
  readonly weekdayCrps: number;
}

/** Numbers per day in `state.record`: the members of `RecordedDay`. */
const WIDTH = 9;
/** Factor by which members from `probability` on are multiplied. */
const SCALE = 10_000;

// Shared buffer, overwritten by each call; calls are synchronous.
const pmf = new Float64Array(COUNT_BINS);
const weekdays = new Float64Array(COUNT_BINS);

/**
 * Records the forecast of a day that is being closed, and its count. The forecast uses all days before it. A day is
 * left out when its weekday was never seen, because there is no mean to compare with.
 *
 * @param mixed the forecast before calibration
 */
export function learnRecord(
  state: SessionPredictorState,
  day: EpochDay,
  mixed: ArrayLike<number>,
  sessions: number,
): void {
  if (!fillWeekdays(state.dayCounts)) return;
  calibrateInto(state.calibration, mixed, pmf);
  const { lower, upper, mass } = centralInterval(pmf, 0.8);
  const count = Math.min(sessions, LARGEST_COUNT);
  const { record } = state;
  if (record.length === WIDTH * RECORD_DAYS) record.splice(0, WIDTH);
  record.push(day, sessions, lower, upper);
  for (const value of [
    Math.min(1, mass),
    meanOf(pmf),
    meanOf(weekdays),
    crps(pmf, count),
    crps(weekdays, count),
  ]) {
    record.push(Math.round(value * SCALE));
  }
}

/** Distribution of the same weekday's counts among the stored days. @returns whether there are any */
function fillWeekdays(dayCounts: readonly number[]): boolean {
  weekdays.fill(0);
  const seen = Math.floor(dayCounts.length / 7);
  for (let week = 1; week <= seen; week++) {
    const count = dayCounts[dayCounts.length - 7 * week] ?? 0;
    weekdays[count] = (weekdays[count] ?? 0) + 1 / seen;
  }
  return seen > 0;
}

/** The recorded days from `from` on, oldest first. */
export function recordedDays(
  { record }: Pick<SessionPredictorState, "record">,
  from: EpochDay,
): RecordedDay[] {
  const days: RecordedDay[] = [];
  for (let row = 0; row < record.length; row += WIDTH) {
    const at = (column: number) => record[row + column] ?? 0;
    const scaled = (column: number) => at(column) / SCALE;
    if (at(0) < from) continue;
    days.push({
      day: at(0),
      sessions: at(1),
      lower: at(2),
      upper: at(3),
      probability: scaled(4),
      expected: scaled(5),
      weekdayMean: scaled(6),
      crps: scaled(7),
      weekdayCrps: scaled(8),
    });
  }
  return days;
}
