import { type EpochDay, formatDay, isoWeekday, parseDay } from "../../../time/calendar.ts";

/** Number of the ISO 8601 week, 1–53; a week belongs to the year of its Thursday. */
export function isoWeek(day: EpochDay): number {
  const thursday = day - isoWeekday(day) + 4;
  const firstOfYear = parseDay(`${formatDay(thursday).slice(0, 4)}-01-01`) ?? thursday;
  return Math.floor((thursday - firstOfYear) / 7) + 1;
}
