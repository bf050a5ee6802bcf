import { formatDay, parseDay } from "../../../time/calendar.ts";
import { parseClock } from "../../../time/timestamp.ts";
import type { Zone } from "../../../time/zone.ts";
import type { CalendarZones } from "./calendar-zones.ts";
import type { ContentLine } from "./content-line.ts";

/** A time as written in a calendar. */
export interface CalendarTime {
  /** `YYYY-MM-DDTHH:MM:SS` in local time; midnight for all-day dates. */
  readonly wall: string;
  readonly isDay: boolean;
  /** `undefined` for a floating time. */
  readonly zone: Zone | undefined;
}

const FORM = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/;

/** @returns the time, or the reason why it is unreadable */
export function readCalendarTime(
  { parameters, value }: ContentLine,
  zones: CalendarZones,
  utc: Zone,
): CalendarTime | "unknown_zone" | "wrong_shape" {
  const match = FORM.exec(value.trim());
  if (match === null) return "wrong_shape";
  const [, year, month, day, hour = "00", minute = "00", second = "00", mark] = match;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const isDay = match[4] === undefined;
  const name = parameters.get("TZID");
  if (mark !== undefined) return { wall, isDay, zone: utc };
  const zone = name === undefined || isDay ? undefined : zones.get(name);
  return name !== undefined && !isDay && zone === undefined
    ? "unknown_zone"
    : { wall, isDay, zone };
}

/** Milliseconds since 1970; a floating time is treated as UTC. */
export function momentOf({ wall, zone }: CalendarTime): number {
  const day = parseDay(wall.slice(0, 10)) ?? Number.NaN;
  const msOfDay = parseClock(wall.slice(11)) ?? Number.NaN;
  const isSound = Number.isFinite(day) && Number.isFinite(msOfDay);
  return zone === undefined || !isSound ? day * 86_400_000 + msOfDay : zone.instantOf(day, msOfDay);
}

/** An instant in the form that session validation reads: RFC 3339, or a local time when the calendar has no zone. */
export function writtenMoment(ms: number, zone: Zone | undefined): string {
  const text = new Date(ms).toISOString();
  return zone === undefined ? text.slice(0, 19) : text;
}

/** Milliseconds of a duration such as `PT50M`, `P1DT2H`, `P2W`; `undefined` for other forms. */
export function readLength(text: string): number | undefined {
  const match =
    /^\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/.exec(
      text.trim(),
    );
  if (match === null) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** Local date of a time. */
export function wallDay(time: CalendarTime): string {
  return formatDay(parseDay(time.wall.slice(0, 10)) ?? 0);
}
