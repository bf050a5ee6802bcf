import type { DateOrder } from "../../../domain/date-order.ts";
import { isAmbiguousDate, readSlashedDate } from "./date-order.ts";
import { monthOf } from "./month-names.ts";

const ISO_LOCAL = /^\d{4}-\d\d-\d\d$/;
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)$/;
const YEAR_FIRST =
  /^(\d{4})(?:(\d\d)(\d\d)|\s?[/.年년-]\s?(\d{1,2})\s?[/.月월-]\s?(\d{1,2})(?:[日일]|\.)?)$/;
/** 2 March 2026, 2. března 2026, 2 de marzo de 2026, 02-Mar-2026. */
const DAY_FIRST =
  /^(\d{1,2})(?:\.|st|nd|rd|th|er)?[\s-](?:de )?(\p{L}+)\.?,?[\s-](?:de )?(\d{4})(?:\s?[гр]\.)?$/u;
/** March 2, 2026. */
const MONTH_FIRST = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u;
const WEEKDAY = /^\p{L}+\.?,\s/u;
/** 9:05, 9:05:07, 9.05, with AM or PM before or after, in the spellings of several languages. */
const CLOCK =
  /^(上午|下午|午前|午後|오전|오후)?\s?(\d{1,2})[:.h](\d\d)(?:[:.](\d\d))?(?:[.,]\d+)?(?:\s*([ap])\.?\s?m\.?)?$/i;
const AFTERNOON = new Set(["下午", "午後", "오후", "p"]);

const RFC_3339 = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/;
/** A date, optionally a word or two such as `at`, a time of day, and optionally an offset. */
const MOMENT =
  /^(.+?),?(?:\s+|T)(?:\p{L}{1,4}\.?\s){0,2}?((?:上午|下午|午前|午後|오전|오후)?\s?\d{1,2}[:.h]\d\d.*?)\s*(Z|[+-]\d\d:?\d\d)?$/u;
/** Java's default format of a date: `Mon Mar 02 09:00:00 GMT+01:00 2026`. */
const JAVA = /^\p{L}{2,4}\.? (\p{L}+)\.? (\d{1,2}) (\d\d:\d\d:\d\d) (\S+) (\d{4})$/u;

/**
 * Converts a date in any format of trackers to `YYYY-MM-DD`. Other texts are returned unchanged, so that validation
 * rejects them.
 */
export function readDate(text: string | undefined, order?: DateOrder): string | undefined {
  if (text === undefined || ISO_LOCAL.test(text)) return text;
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return isoDate(dotted[3], dotted[2], dotted[1]);
  const year = YEAR_FIRST.exec(text);
  if (year !== null) return isoDate(year[1], year[2] ?? year[4], year[3] ?? year[5]);
  return namedDate(text) ?? slashedDate(text, order);
}

function slashedDate(text: string, order: DateOrder | undefined): string {
  const certain = isAmbiguousDate(text) ? order : "day-first";
  if (certain === undefined) return text;
  return readSlashedDate(text, certain) ?? readSlashedDate(text, "month-first") ?? text;
}

/** A date with the month as a word. */
function namedDate(text: string): string | undefined {
  const date = text.replaceAll(/\s+/g, " ").replace(WEEKDAY, "");
  const [, day, month, year] = DAY_FIRST.exec(date) ?? [];
  if (month !== undefined) return isoDate(year, monthOf(month), day);
  const [, name, dayOfMonth, ofYear] = MONTH_FIRST.exec(date) ?? [];
  return name === undefined ? undefined : isoDate(ofYear, monthOf(name), dayOfMonth);
}

function isoDate(
  year: string | undefined,
  month: string | number | undefined,
  day: string | undefined,
): string | undefined {
  if (month === undefined) return undefined;
  return `${year?.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}`;
}

/** Converts a time of day in any format of trackers to `HH:MM:SS`. Other texts are returned unchanged. */
export function readClock(text: string | undefined): string | undefined {
  const match = CLOCK.exec(text ?? "");
  if (match === null) return text;
  const [, before, hour, minute, second = "00", after] = match;
  const half = before ?? after?.toLowerCase();
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (AFTERNOON.has(half) ? 12 : 0);
  return `${two(hours)}:${minute}:${second}`;
}

/** A date and a time of day in one text, with or without an offset. */
export function readMoment(text: string | undefined, order?: DateOrder): string | undefined {
  if (text === undefined) return undefined;
  const [, isoDay, isoClock, isoOffset] = RFC_3339.exec(text) ?? [];
  if (isoDay !== undefined) return `${isoDay}T${isoClock}${withColon(isoOffset)}`;
  const java = JAVA.exec(text);
  if (java !== null) return javaMoment(java);
  const [, date, clock, offset] = MOMENT.exec(text) ?? [];
  if (date === undefined) return text;
  return `${readDate(date, order)}T${readClock(clock)}${withColon(offset)}`;
}

/** A zone abbreviation is ambiguous, so the time is treated as local. */
function javaMoment([, month = "", day, clock, zone = "", year]: RegExpExecArray): string {
  const offset = /^(?:GMT|UTC)([+-]\d\d:?\d\d)?$/.exec(zone);
  const written = offset === null ? "" : withColon(offset[1] ?? "Z");
  return `${isoDate(year, monthOf(month), day)}T${clock}${written}`;
}

function withColon(offset = ""): string {
  return offset.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2");
}

function two(value: number | string | undefined): string {
  return String(value).padStart(2, "0");
}
