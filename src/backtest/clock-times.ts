import { MINUTES_PER_DAY } from "../time/calendar.ts";
import type { History } from "./history.ts";

/** Where logs that know only dates begin their days. */
const PLACEHOLDERS = [0, MINUTES_PER_DAY / 2];
/** Share of days that begin there before the log is believed to know only dates; the best of real clocks reach 0.08. */
const TELLING_SHARE = 0.9;

/**
 * Do the clock times of a history mean anything?
 *
 * Logs of dates alone carry placeholders: their days all begin at midnight, or all at noon, to the minute. Times of a wrong
 * zone look like those of a night owl, so a caller that knows of one has to say so.
 */
export function hasClockTimes(history: History): boolean {
  const firsts = history.starts.flatMap((minutes) => minutes.slice(0, 1));
  return PLACEHOLDERS.every(
    (placeholder) =>
      firsts.filter((minute) => minute === placeholder).length < TELLING_SHARE * firsts.length,
  );
}
