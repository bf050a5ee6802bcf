import { type EpochDay, MS_PER_DAY } from "./calendar.ts";

/** The parts of a written timestamp. */
export interface Timestamp {
  readonly day: EpochDay;
  /** 0 … 86 399 999; digits below the millisecond are truncated. */
  readonly msOfDay: number;
  /** Written UTC offset; `undefined` when there is none and the text is a local time. */
  readonly offsetMs: number | undefined;
}

const DIGIT_0 = 48;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const COLON = 58;
const SPACE = 32;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Parses an RFC 3339 timestamp, or the same without an offset (a local time). Unlike in the RFC, the seconds may be
 * missing, as in the files of many time trackers. A leap second (`:60`) is read as `:59`, as `Temporal` does. `-00:00`
 * is UTC.
 *
 * Hand-written because an import reads one per row: `Temporal.Instant.from` takes about 1 µs more and accepts other ISO
 * 8601 forms (basic format, annotations) that the documentation does not promise.
 *
 * @returns `undefined` when the text has another form or names a moment that does not exist
 * @example parseTimestamp("2026-03-02T09:30:00+01:00") // => { day: 20514, msOfDay: 34200000, offsetMs: 3600000 }
 * @example parseTimestamp("2026-02-30T09:30") // => undefined
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  if (text.length < 16 || text.length > 35) return undefined;
  const day = readDay(text);
  const separator = text.charCodeAt(10) | 0x20;
  if (day === undefined || (separator !== 0x74 && separator !== SPACE)) return undefined;
  const clock = readClock(text, 11);
  if (clock === undefined) return undefined;
  if (clock.end === text.length) return { day, msOfDay: clock.msOfDay, offsetMs: undefined };
  const offsetMs = readOffset(text, clock.end);
  return offsetMs === undefined ? undefined : { day, msOfDay: clock.msOfDay, offsetMs };
}

/**
 * Milliseconds past midnight of `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff`.
 * @returns `undefined` for any other text
 */
export function parseClock(text: string): number | undefined {
  const clock = text.length <= 18 ? readClock(text, 0) : undefined;
  return clock?.end === text.length ? clock.msOfDay : undefined;
}

/** Epoch day of the `YYYY-MM-DD` at the start of the text. */
function readDay(text: string): EpochDay | undefined {
  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const dayOfMonth = twoDigits(text, 8);
  if (century < 0 || yearOfCentury < 0 || month < 1 || month > 12 || dayOfMonth < 1) {
    return undefined;
  }
  if (text.charCodeAt(4) !== MINUS || text.charCodeAt(7) !== MINUS) return undefined;
  const year = century * 100 + yearOfCentury;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = (MONTH_LENGTHS[month - 1] ?? 0) + (isLeap && month === 2 ? 1 : 0);
  if (dayOfMonth > length) return undefined;
  const past = year - 1;
  const leapDays =
    Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477; /* to 1969 */
  const inYear = (DAYS_BEFORE_MONTH[month - 1] ?? 0) + (isLeap && month > 2 ? 1 : 0);
  return (year - 1970) * 365 + leapDays + inYear + dayOfMonth - 1;
}

function readClock(text: string, at: number): { msOfDay: number; end: number } | undefined {
  const hour = twoDigits(text, at);
  const minute = twoDigits(text, at + 3);
  if (text.charCodeAt(at + 2) !== COLON) return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  const minuteMs = (hour * 60 + minute) * 60_000;
  if (text.charCodeAt(at + 5) !== COLON) return { msOfDay: minuteMs, end: at + 5 };
  const second = twoDigits(text, at + 6);
  if (second < 0 || second > 60) return undefined;
  const secondMs = minuteMs + Math.min(second, 59) * 1000;
  if (text.charCodeAt(at + 8) !== DOT) return { msOfDay: secondMs, end: at + 8 };
  return readFraction(text, at + 9, secondMs);
}

/** Reads up to nine digits after the decimal point, of which milliseconds are kept. */
function readFraction(text: string, from: number, secondMs: number) {
  let end = from;
  let ms = 0;
  for (let unit = 100; end - from < 9; end++, unit /= 10) {
    const digit = text.charCodeAt(end) - DIGIT_0;
    if (!(digit >= 0 && digit <= 9)) break;
    if (unit >= 1) ms += digit * unit;
  }
  return end === from ? undefined : { msOfDay: secondMs + ms, end };
}

/** Reads `Z`, or `+HH:MM` / `-HH:MM`, up to the end of the text. */
function readOffset(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at);
  if ((sign | 0x20) === 0x7a) return at + 1 === text.length ? 0 : undefined;
  if (sign !== PLUS && sign !== MINUS) return undefined;
  if (at + 6 !== text.length || text.charCodeAt(at + 3) !== COLON) return undefined;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  const offsetMs = (hours * 60 + minutes) * 60_000;
  return sign === MINUS ? 0 - offsetMs : offsetMs;
}

/** The number written with two ASCII digits at `at`; negative if there are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - DIGIT_0;
  const ones = text.charCodeAt(at + 1) - DIGIT_0;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** The instant of a timestamp with a known offset. */
export function instantMs(timestamp: Timestamp, offsetMs: number): number {
  return timestamp.day * MS_PER_DAY + timestamp.msOfDay - offsetMs;
}
