import { crps } from "../../stats/crps.ts";
import { centralInterval, meanOf } from "../../stats/pmf.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { calibrateInto } from "./calibration.ts";
import { COUNT_BINS, LARGEST_COUNT } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** Days whose forecasts are kept beside what came of them. */
export const RECORD_DAYS = 90;

/** What was said on the morning of a day, and what came. */
export interface RecordedDay {
  readonly day: EpochDay;
  readonly sessions: number;
  readonly lower: number;
  readonly upper: number;
  /** Probability that the day lay in the interval, as it was said; 0–1. */
  readonly probability: number;
  /** Mean of the forecast, and of the same weekday's counts in the year before. */
  readonly expected: number;
  readonly weekdayMean: number;
  /** Scores of the forecast and of the histogram of those counts. */
  readonly crps: number;
  readonly weekdayCrps: number;
}

/** Numbers in a row of `state.record`: the members of `RecordedDay`, scaled by 10,000 from `probability` on. */
const WIDTH = 9;
const SCALE = 10_000;

// Scratch space, overwritten by each call; nothing can interrupt one.
const pmf = new Float64Array(COUNT_BINS);
const weekdays = new Float64Array(COUNT_BINS);

/**
 * Keeps the forecast of a day that is being closed beside its count. The forecast is the one from all days before it; a
 * weekday that was never seen has no mean to compare with, and its day is left out.
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

/** The same weekday's counts among the kept days, as probabilities. @returns whether there are any */
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
