import { excuseAbsences } from "../../stats/absences.ts";
import { slotOf } from "../../stats/day-ring.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import { isAbsent, NO_STATED_DAYS, type StatedDays } from "../../time/stated-days.ts";
import { ABSENCE, BASELINE_BLOCKS, RECENT_DAYS, RING_DAYS } from "./parameters.ts";
import type { BurnoutState } from "./state.ts";

/** Columns that can be summed over days. */
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
  /** Days on which the person could have worked: after the first session, and not absent. */
  exposure: 10,
  /** Minutes outside stated absences, which define a usual week. */
  usualMinutes: 11,
  /** Days of stated absences. */
  away: 12,
} as const;
export type Column = (typeof COLUMN)[keyof typeof COLUMN];

/** Blocks of a comparison: the recent one and the baseline's. */
export const BLOCKS = 1 + BASELINE_BLOCKS;

/** Offset of the day asked about. The oldest kept day has offset 0. */
export const ASKED = RING_DAYS - 1;

const COLUMNS = Object.keys(COLUMN).length;
/** Length of one column's cumulative sums: one entry before the first day, and one after each day. */
const STRIDE = RING_DAYS + 1;

/**
 * The latest RING_DAYS days up to the day asked about as cumulative sums, so that the sum over any range of days is one
 * subtraction.
 */
export class Windows {
  readonly #running: Float64Array;

  constructor(state: BurnoutState, asked: EpochDay, stated: StatedDays = NO_STATED_DAYS) {
    this.#running = new Float64Array(COLUMNS * STRIDE);
    fillDays(this.#running, state, asked, stated);
    const days = (column: Column) =>
      this.#running.subarray(column * STRIDE + 1, (column + 1) * STRIDE);
    excuseAbsences(days(COLUMN.exposure), days(COLUMN.sessions), ABSENCE);
    for (let column = 0; column < COLUMNS; column += 1) {
      const start = column * STRIDE;
      for (let place = start + 1; place < start + STRIDE; place += 1) {
        this.#running[place] = (this.#running[place] ?? 0) + (this.#running[place - 1] ?? 0);
      }
    }
  }

  /** Sum over the offsets from `from` to `to`, both inclusive. */
  sum(column: Column, from: number, to: number): number {
    const start = column * STRIDE;
    return (this.#running[start + to + 1] ?? 0) - (this.#running[start + from] ?? 0);
  }

  /** Sum over the seven days up to offset `end` (block 0), or over an earlier block of seven. */
  block(column: Column, end: number, block: number): number {
    const to = end - block * RECENT_DAYS;
    return this.sum(column, to - RECENT_DAYS + 1, to);
  }
}

function fillDays(
  values: Float64Array,
  state: BurnoutState,
  asked: EpochDay,
  stated: StatedDays,
): void {
  for (let offset = 0; offset < RING_DAYS; offset += 1) {
    const day = asked - ASKED + offset;
    if (day < state.firstDay) continue;
    const put = (column: Column, value: number) => {
      values[column * STRIDE + offset + 1] = value;
    };
    const isAway = isAbsent(stated, day);
    put(isAway ? COLUMN.away : COLUMN.exposure, 1);
    if (day > state.day || day <= state.day - RING_DAYS) continue;
    const minutes = (state.columns.minuteTenths[slotOf(day, RING_DAYS)] ?? 0) / 10;
    put(COLUMN.minutes, minutes);
    if (!isAway) put(COLUMN.usualMinutes, minutes);
    putSessions(state, day, put);
  }
}

function putSessions(
  { columns }: BurnoutState,
  day: EpochDay,
  put: (column: Column, value: number) => void,
): void {
  const slot = slotOf(day, RING_DAYS);
  const sessions = columns.sessions[slot] ?? 0;
  if (sessions === 0) return;
  put(COLUMN.sessions, sessions);
  put(COLUMN.night, columns.night[slot] ?? 0);
  if (isoWeekday(day) > 5) put(COLUMN.weekend, sessions);
  put(COLUMN.ratings, columns.ratings[slot] ?? 0);
  put(COLUMN.ratingSum, (columns.ratingHundredths[slot] ?? 0) / 100);
  put(COLUMN.ratingSquares, columns.ratingSquares[slot] ?? 0);
  const code = columns.wellnessCode[slot] ?? 0;
  if (code === 0) return;
  const wellness = (code - 1) / 10;
  put(COLUMN.checkins, 1);
  put(COLUMN.wellnessSum, wellness);
  put(COLUMN.wellnessSquares, wellness * wellness);
}
