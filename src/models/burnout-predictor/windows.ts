import { at } from "../../stats/at.ts";
import { slotOf } from "../../stats/day-ring.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { ABSENCE, BASELINE_BLOCKS, RECENT_DAYS, RING_DAYS } from "./parameters.ts";
import type { BurnoutState } from "./state.ts";

/** What can be summed over days. */
export const COLUMN = {
  sessions: 0,
  minutes: 1,
  night: 2,
  weekend: 3,
  ratings: 4,
  ratingSum: 5,
  ratingSquares: 6,
  checkins: 7,
  wellnessSum: 8,
  wellnessSquares: 9,
  /** Days on which the person could have worked: known to us, and not absent. */
  exposure: 10,
} as const;
export type Column = (typeof COLUMN)[keyof typeof COLUMN];

/** Blocks of a comparison: the recent one and those of the baseline. */
export const BLOCKS = 1 + BASELINE_BLOCKS;

/** Offset of the day asked about; the oldest day kept has offset 0. */
export const ASKED = RING_DAYS - 1;

const COLUMNS = Object.keys(COLUMN).length;
/** Running sums of one column: before the first day, and after each. */
const STRIDE = RING_DAYS + 1;

/**
 * The latest RING_DAYS days up to the day asked about as running sums, so that the sum over any stretch of days is
 * one subtraction.
 */
export class Windows {
  readonly #running: Float64Array;

  constructor(state: BurnoutState, asked: EpochDay) {
    this.#running = new Float64Array(COLUMNS * STRIDE);
    fillDays(this.#running, state, asked);
    excuseAbsences(this.#running);
    for (let column = 0; column < COLUMNS; column += 1) {
      const start = column * STRIDE;
      for (let place = start + 1; place < start + STRIDE; place += 1) {
        this.#running[place] = at(this.#running, place) + at(this.#running, place - 1);
      }
    }
  }

  /** Sum over the offsets `from` … `to`, both included. */
  sum(column: Column, from: number, to: number): number {
    const start = column * STRIDE;
    return at(this.#running, start + to + 1) - at(this.#running, start + from);
  }

  /** Sum over the seven days up to offset `end` (block 0), or over an earlier seven. */
  block(column: Column, end: number, block: number): number {
    const to = end - block * RECENT_DAYS;
    return this.sum(column, to - RECENT_DAYS + 1, to);
  }
}

function fillDays(values: Float64Array, state: BurnoutState, asked: EpochDay): void {
  const { columns } = state;
  for (let offset = 0; offset < RING_DAYS; offset += 1) {
    const day = asked - ASKED + offset;
    if (day < state.firstDay) continue;
    const put = (column: Column, value: number) => {
      values[column * STRIDE + offset + 1] = value;
    };
    put(COLUMN.exposure, 1);
    if (day > state.day || day <= state.day - RING_DAYS) continue;
    const slot = slotOf(day, RING_DAYS);
    const sessions = at(columns.sessions, slot);
    if (sessions === 0) continue;
    put(COLUMN.sessions, sessions);
    put(COLUMN.minutes, at(columns.minuteTenths, slot) / 10);
    put(COLUMN.night, at(columns.night, slot));
    if (isoWeekday(day) > 5) put(COLUMN.weekend, sessions);
    put(COLUMN.ratings, at(columns.ratings, slot));
    put(COLUMN.ratingSum, at(columns.ratingHundredths, slot) / 100);
    put(COLUMN.ratingSquares, at(columns.ratingSquares, slot));
    const code = at(columns.wellnessCode, slot);
    if (code === 0) continue;
    const wellness = (code - 1) / 10;
    put(COLUMN.checkins, 1);
    put(COLUMN.wellnessSum, wellness);
    put(COLUMN.wellnessSquares, wellness * wellness);
  }
}

/**
 * Takes long absences out of the exposure: after a holiday the usual load would otherwise look like twice the
 * usual. How many days without sessions make an absence depends on how often the person works.
 */
function excuseAbsences(values: Float64Array): void {
  const sessions = values.subarray(COLUMN.sessions * STRIDE + 1, (COLUMN.sessions + 1) * STRIDE);
  const exposure = values.subarray(COLUMN.exposure * STRIDE + 1, (COLUMN.exposure + 1) * STRIDE);
  let known = 0;
  let active = 0;
  for (let offset = 0; offset < RING_DAYS; offset += 1) {
    known += at(exposure, offset);
    if (at(sessions, offset) > 0) active += 1;
  }
  if (active === 0 || active === known) return;
  const byHabit = Math.log(ABSENCE.probability) / Math.log(1 - active / known);
  const shortest = Math.max(ABSENCE.days, Math.ceil(byHabit));
  let run = 0;
  for (let offset = 0; offset < RING_DAYS; offset += 1) {
    run = at(exposure, offset) > 0 && at(sessions, offset) === 0 ? run + 1 : 0;
    if (run === shortest) exposure.fill(0, offset - run + 1, offset + 1);
    if (run > shortest) exposure[offset] = 0;
  }
}
