import type { EpochDay } from "../time/calendar.ts";

/**
 * Index of a day in a ring of daily sums: `day mod length`. A new day overwrites the oldest slot, so no values are
 * moved. The caller that advances the newest day clears the reused slots with `clearDays`.
 */
export function slotOf(day: EpochDay, length: number): number {
  return ((day % length) + length) % length;
}

/** Sets every column to 0 for the days after `from` up to and including `to`. These slots held the oldest days. */
export function clearDays(columns: readonly number[][], from: EpochDay, to: EpochDay): void {
  for (const column of columns) {
    const { length } = column;
    for (let day = Math.max(from, to - length) + 1; day <= to; day += 1) {
      column[slotOf(day, length)] = 0;
    }
  }
}
