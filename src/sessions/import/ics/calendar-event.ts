import type { Zone } from "../../../time/zone.ts";
import type { RawInput } from "../../input/field-readers.ts";
import { describe } from "../formats/cells.ts";
import type { RowFault, RowReading } from "../formats/row-reading.ts";
import {
  type CalendarTime,
  momentOf,
  readCalendarTime,
  readLength,
  writtenMoment,
} from "./calendar-time.ts";
import type { CalendarZones } from "./calendar-zones.ts";
import { type ContentLine, splitTexts, unescapeText } from "./content-line.ts";

/** A VEVENT that can be a session: with a start, a duration and a text. */
export interface CalendarEvent {
  readonly line: number;
  readonly uid: string | undefined;
  readonly start: CalendarTime;
  readonly startMs: number;
  readonly lengthMs: number;
  readonly words: RawInput;
  readonly rule: string | undefined;
  readonly further: readonly CalendarTime[];
  readonly excluded: readonly CalendarTime[];
  /** For a changed occurrence: its original start. */
  readonly insteadOf: CalendarTime | undefined;
}

/** Maximum number of additional or excluded dates of an event. */
const MAX_DATES = 5000;

/** @returns the event, or the reason why it is not a session */
export function readEvent(
  line: number,
  properties: readonly ContentLine[],
  zones: CalendarZones,
  utc: Zone,
): CalendarEvent | RowFault {
  const find = (name: string) => properties.find((property) => property.name === name);
  if (find("STATUS")?.value.trim().toUpperCase() === "CANCELLED") return "cancelled";
  // The plan in our own calendar says nothing about what was done.
  if (/^plan-.*@pomodoro-ml$/.test(find("UID")?.value ?? "")) return "planned";
  const begin = find("DTSTART");
  if (begin === undefined) return "no_clock_time";
  const start = readCalendarTime(begin, zones, utc);
  if (typeof start === "string") return start;
  if (start.isDay) return "all_day";
  const startMs = momentOf(start);
  const lengthMs = lengthOf(startMs, find("DTEND"), find("DURATION"), zones, utc);
  if (typeof lengthMs === "string") return lengthMs;
  const recurrence = find("RECURRENCE-ID");
  const insteadOf = recurrence === undefined ? undefined : readCalendarTime(recurrence, zones, utc);
  const rules = properties.filter(({ name }) => name === "RRULE");
  // Sessions do not begin every minute, and expanding such a rule takes hundreds of megabytes.
  const isTooOften = /(?:^|;)FREQ=(?:SECONDLY|MINUTELY)(?:;|$)/i.test(rules[0]?.value ?? "");
  if (isTooOften) return "too_many_occurrences";
  if (rules.length > 1 || typeof insteadOf === "string") return "wrong_shape";
  return {
    line,
    uid: find("UID")?.value,
    start,
    startMs,
    lengthMs,
    words: wordsOf(properties),
    rule: rules[0]?.value.trim(),
    further: datesOf("RDATE", properties, zones, utc),
    excluded: datesOf("EXDATE", properties, zones, utc),
    insteadOf,
  };
}

function lengthOf(
  startMs: number,
  end: ContentLine | undefined,
  length: ContentLine | undefined,
  zones: CalendarZones,
  utc: Zone,
): number | RowFault {
  if (end === undefined) {
    return length === undefined ? "zero_length" : (readLength(length.value) ?? "wrong_shape");
  }
  const time = readCalendarTime(end, zones, utc);
  return typeof time === "string" ? time : momentOf(time) - startMs;
}

function wordsOf(properties: readonly ContentLine[]): RawInput {
  const value = (name: string) => properties.find((property) => property.name === name)?.value;
  const text = (name: string) => blankless(unescapeText(value(name) ?? ""));
  const category = splitTexts(value("CATEGORIES") ?? "")
    .map(blankless)
    .find((name) => name !== undefined);
  const summary = text("SUMMARY");
  const notes = text("DESCRIPTION");
  const words = describe(category, undefined, summary);
  // Only our own calendar states this.
  const completed = value("X-POMODORO-COMPLETED") === "FALSE" ? false : undefined;
  return { ...words, notes: notes ?? words.notes, completed, id: ownId(value("UID")) };
}

/** Id of a session in our own calendar. */
function ownId(uid: string | undefined): string | undefined {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@pomodoro-ml$/.exec(uid ?? "")?.[1];
}

function blankless(text: string): string | undefined {
  return text.trim() === "" ? undefined : text.trim();
}

/** Dates in lists; unreadable ones are left out. */
function datesOf(
  name: string,
  properties: readonly ContentLine[],
  zones: CalendarZones,
  utc: Zone,
): CalendarTime[] {
  return properties
    .filter((property) => property.name === name)
    .flatMap((property) => property.value.split(",").map((value) => ({ ...property, value })))
    .slice(0, MAX_DATES)
    .map((property) => readCalendarTime(property, zones, utc))
    .filter((time) => typeof time !== "string");
}

/** Reads one occurrence of an event. */
export function readOccurrence(event: CalendarEvent, startMs: number, nowMs: number): RowReading {
  const { lengthMs, words, uid } = event;
  const { zone } = event.start;
  if (lengthMs === 0) return { fault: "zero_length" };
  if (startMs + lengthMs > nowMs) return { fault: "not_yet" };
  const start = writtenMoment(startMs, zone);
  // For an event without a zone, the duration is the difference between two local times.
  const session = { start, end: writtenMoment(startMs + lengthMs, zone), ...words };
  return { sessions: [session], key: uid === undefined ? undefined : `${uid} ${start}` };
}
