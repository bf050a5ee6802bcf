import type { EpochDay } from "../time/calendar.ts";

/**
 * Daily sums of the latest days in arrays of fixed length: a day's sum lies at index `day mod length`, so that a day
 * is closed without moving anything. The caller that advances the newest day clears the slots that it takes over.
 */
export function slotOf(day: EpochDay, length: number): number {
  return ((day % length) + length) % length;
}

/** Sets every column to 0 for the days after `from` up to and including `to`; the oldest days give way. */
export function clearDays(columns: readonly number[][], from: EpochDay, to: EpochDay): void {
  for (const column of columns) {
    const { length } = column;
    for (let day = Math.max(from, to - length) + 1; day <= to; day += 1) {
      column[slotOf(day, length)] = 0;
    }
  }
}
