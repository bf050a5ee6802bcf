import { type EpochDay, isoWeekday } from "../../time/calendar.ts";

/** English names, Monday first; the wire format uses them in every language. */
export const WEEKDAY_NAMES = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

export type WeekdayName = (typeof WEEKDAY_NAMES)[number];

/** @param weekday ISO weekday, 1–7 */
export function nameOfWeekday(weekday: number): WeekdayName {
  return WEEKDAY_NAMES[weekday - 1] ?? "Monday";
}

/** English name of a day's weekday. */
export function weekdayName(day: EpochDay): WeekdayName {
  return nameOfWeekday(isoWeekday(day));
}
