import { type FieldProblem, validationError } from "../../../errors.ts";
import type { MinuteSpan } from "../../../models/focus-optimizer/day-plan.ts";
import { readLenientInteger } from "../../../schemas/lenient-integer.ts";
import { SCHEDULE_SESSIONS, type ScheduleQuery } from "../../../schemas/optimal-schedule.ts";
import { type EpochDay, isoWeekday, MINUTES_PER_DAY } from "../../../time/calendar.ts";
import { parseClock } from "../../../time/timestamp.ts";

/** What a request wants planned; times are wall-clock minutes after midnight. */
export interface ScheduleQuestion {
  /** ISO weekday 1–7; null is today. */
  readonly weekday: number | null;
  readonly sessions: number;
  /** null: the person's usual hours. */
  readonly workingHours: MinuteSpan | null;
  readonly busy: readonly MinuteSpan[];
  readonly earlierStarts: readonly number[];
}

/** Without accents and in lower case, Monday first. */
const WEEKDAYS: readonly (readonly string[])[] = [
  ["monday", "pondeli"],
  ["tuesday", "utery"],
  ["wednesday", "streda"],
  ["thursday", "ctvrtek"],
  ["friday", "patek"],
  ["saturday", "sobota"],
  ["sunday", "nedele"],
];

/** Start of the default working hours, in minutes after midnight. */
const USUAL_FROM = 6 * 60;
/** End of the default working hours. */
const USUAL_TO = 22 * 60;
/** Maximum number of busy or kept times. */
const MAX_TIMES = 24;

/** @throws ServiceError validation_failed for unreadable working hours, busy times or kept times */
export function readScheduleQuestion(query: ScheduleQuery): ScheduleQuestion {
  const problems: FieldProblem[] = [];
  const from = readTime(query.from, "from", problems);
  const to = readTime(query.to, "to", problems);
  const busy = readTexts(query.busy, "busy", problems).flatMap((text) => {
    const span = parseSpan(text);
    if (span === undefined) problems.push({ field: "busy", code: "clock_range" });
    return span ?? [];
  });
  const starts = readTexts(query.keep, "keep", problems).flatMap(
    (text) => readTime(text, "keep", problems) ?? [],
  );
  if (problems.length > 0) throw validationError(firstOfEach(problems));
  return {
    weekday: readWeekday(query.day),
    sessions: readLenientInteger(query.sessions, SCHEDULE_SESSIONS),
    workingHours: from === undefined && to === undefined ? null : workingHours(from, to),
    busy: busy.flatMap(onEveryDay),
    earlierStarts: starts.flatMap((start) => [start, start + MINUTES_PER_DAY]),
  };
}

/** The next day with that weekday, from `today` on. */
export function nextDayWith(weekday: number | null, today: EpochDay): EpochDay {
  return weekday === null ? today : today + ((weekday - isoWeekday(today) + 7) % 7);
}

function readWeekday(day: string | undefined): number | null {
  const name = (day ?? "").trim().toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");
  const index = WEEKDAYS.findIndex((names) => names.includes(name));
  return index < 0 ? null : index + 1;
}

function workingHours(from = USUAL_FROM, to = USUAL_TO): MinuteSpan {
  return { startMinute: from, endMinute: to > from ? to : to + MINUTES_PER_DAY };
}

/** Clock times recur daily, and working hours may extend past midnight. */
export function onEveryDay({ startMinute, endMinute }: MinuteSpan): MinuteSpan[] {
  return [-MINUTES_PER_DAY, 0, MINUTES_PER_DAY].map((shift) => ({
    startMinute: startMinute + shift,
    endMinute: endMinute + shift,
  }));
}

function readTexts(
  given: string | readonly string[] | undefined,
  field: string,
  problems: FieldProblem[],
): string[] {
  const texts = [given ?? []]
    .flat()
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "");
  if (texts.length <= MAX_TIMES) return texts;
  problems.push({ field, code: "max_items", params: { limit: MAX_TIMES } });
  return [];
}

function parseSpan(text: string): MinuteSpan | undefined {
  const [first, second, ...more] = text.split(/[-–]/);
  const start = parseMinute(first?.trim() ?? "");
  const end = parseMinute(second?.trim() ?? "");
  if (start === undefined || end === undefined || start === end || more.length > 0) {
    return undefined;
  }
  return { startMinute: start, endMinute: end > start ? end : end + MINUTES_PER_DAY };
}

function readTime(
  text: string | undefined,
  field: string,
  problems: FieldProblem[],
): number | undefined {
  if (text === undefined || text === "") return undefined;
  const minute = parseMinute(text);
  if (minute === undefined) problems.push({ field, code: "clock" });
  return minute;
}

function parseMinute(text: string): number | undefined {
  if (text === "24:00") return MINUTES_PER_DAY;
  const ms = parseClock(text);
  return ms === undefined ? undefined : Math.floor(ms / 60_000);
}

function firstOfEach(problems: readonly FieldProblem[]): FieldProblem[] {
  return problems.filter(
    ({ field }, index) => problems.findIndex((other) => other.field === field) === index,
  );
}
