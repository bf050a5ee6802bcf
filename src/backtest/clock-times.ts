import { MINUTES_PER_DAY } from "../time/calendar.ts";
import type { History } from "./history.ts";

/** Times of day that logs without clock times use as placeholders. */
const PLACEHOLDERS = [0, MINUTES_PER_DAY / 2];
/**
 * Share of days beginning at a placeholder from which a log has no clock times; with real clock times the share reaches
 * at most 0.08.
 */
const PLACEHOLDER_SHARE = 0.9;

/**
 * Whether a history has real clock times.
 *
 * Logs without clock times contain placeholders: all days begin exactly at midnight, or all at noon. Times in a wrong
 * zone look like those of a night owl and are not detected, so the caller has to declare them.
 */
export function hasClockTimes(history: History): boolean {
  const firsts = history.starts.flatMap((minutes) => minutes.slice(0, 1));
  return PLACEHOLDERS.every(
    (placeholder) =>
      firsts.filter((minute) => minute === placeholder).length < PLACEHOLDER_SHARE * firsts.length,
  );
}
