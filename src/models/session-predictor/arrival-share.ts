import { MINUTES_PER_DAY } from "../../time/calendar.ts";
import { INTRADAY } from "./parameters.ts";

/**
 * Share of a day's sessions that people have begun before each hour: means of six real histories. Its weight is eight
 * sessions.
 */
const POPULATION_SHARE = Object.freeze([
  0, 0, 0.01, 0.01, 0.02, 0.02, 0.03, 0.05, 0.07, 0.16, 0.24, 0.32, 0.4, 0.51, 0.59, 0.69, 0.77,
  0.84, 0.88, 0.92, 0.94, 0.96, 0.98, 1, 1,
]);

/**
 * Share of a day's sessions that people on average have done by a minute of the day.
 *
 * @param minute minutes since the person's day began, 0 … 1440
 * @param dayStartMinute minutes past midnight at which that day begins, 0 … 1439
 * @returns 0–1, rising with `minute`
 */
export function populationShare(minute: number, dayStartMinute: number): number {
  const from = shareBefore(dayStartMinute);
  const clock = dayStartMinute + minute;
  if (clock <= MINUTES_PER_DAY) return shareBefore(clock) - from;
  return 1 - from + shareBefore(clock - MINUTES_PER_DAY);
}

function shareBefore(minuteOfDay: number): number {
  const hour = Math.min(23, Math.floor(minuteOfDay / 60));
  const part = minuteOfDay / 60 - hour;
  return (1 - part) * (POPULATION_SHARE[hour] ?? 0) + part * (POPULATION_SHARE[hour + 1] ?? 0);
}

/** Weight of a past day by its weekday: equal, of the same class (working week or weekend), or of the other class. */
export function weekdayAffinity(weekday: number, other: number): number {
  if (weekday === other) return 1;
  return weekday < 5 === other < 5 ? INTRADAY.sameClassWeight : INTRADAY.otherClassWeight;
}
