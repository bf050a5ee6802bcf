import { MINUTES_PER_DAY } from "../../time/calendar.ts";
import { INTRADAY, LARGEST_COUNT } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/**
 * Records a session of the open day at the minute in which it became known. A session that ends after its day belongs
 * to the day, but is not seen during it.
 *
 * @param minutes kept in ascending order; changed in place
 */
export function insertMinute(minutes: number[], knownMinute: number): void {
  const minute = Math.min(MINUTES_PER_DAY, Math.max(0, Math.floor(knownMinute)));
  let index = minutes.length;
  minutes.push(minute);
  // Sessions arrive in the order of their starts, so their ends are almost sorted and this loop rarely runs.
  while (index > 0 && (minutes[index - 1] ?? 0) > minute) {
    minutes[index] = minutes[index - 1] ?? 0;
    index--;
  }
  minutes[index] = minute;
}

/** Number of the minutes from `start` to `end`, which ascend, that lie before `minute`; by binary search. */
export function countBefore(
  minutes: readonly number[],
  minute: number,
  start = 0,
  end = minutes.length,
): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((minutes[middle] ?? 0) < minute) low = middle + 1;
    else high = middle;
  }
  return low - start;
}

/** Moves the open day's clock times into the window of the last 180 days. */
export function learnArrivals(state: SessionPredictorState): void {
  const { openMinutes, arrivalCounts, arrivalMinutes } = state;
  const kept = Math.min(openMinutes.length, LARGEST_COUNT);
  for (let index = 0; index < kept; index++) arrivalMinutes.push(openMinutes[index] ?? 0);
  arrivalCounts.push(kept);
  trimArrivals(state);
}

/** Drops days older than the window. */
export function trimArrivals({ arrivalCounts, arrivalMinutes }: SessionPredictorState): void {
  while (arrivalCounts.length > INTRADAY.windowDays) {
    const dropped = arrivalCounts.shift() ?? 0;
    if (dropped > 0) arrivalMinutes.splice(0, dropped);
  }
}
