import { type EpochDay, type IsoWeekday, isoWeekday } from "../../time/calendar.ts";

const NAMES = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

export type WeekdayName = (typeof NAMES)[number];

/** English name of an ISO weekday, as the wire format has it in every language. */
export function nameOfWeekday(weekday: IsoWeekday): WeekdayName {
  return NAMES[weekday - 1] ?? "Monday";
}

/** English name of a day's weekday. */
export function weekdayName(day: EpochDay): WeekdayName {
  return nameOfWeekday(isoWeekday(day));
}
