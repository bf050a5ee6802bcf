import type { DateOrder } from "../../../domain/date-order.ts";
import { formatDay, parseDay } from "../../../time/calendar.ts";
import { parseClock } from "../../../time/timestamp.ts";
import { SESSION_LIMITS } from "../../input/session-input.ts";
import { readLength } from "../mapping/read-length.ts";
import type { Cell } from "./table-format.ts";
import { readClock, readDate } from "./written-time.ts";

/** Joins a date and a time of day into one local time; `undefined` when either is blank. */
export function localTime(
  date: string | undefined,
  time: string | undefined,
  order?: DateOrder,
): string | undefined {
  if (date === undefined || time === undefined) return undefined;
  return `${readDate(date, order)}T${readClock(time)}`;
}

/** In minutes. */
const HOUR = 60;
/** In minutes. */
const SECOND = 1 / 60;

/**
 * Minutes of a duration as trackers write it. An ambiguous one (`1:05`, a bare number) is read as the value nearer to
 * the time from start to end.
 * @param unit minutes per unit of a bare number
 * @param span minutes from start to end, if known
 * @returns the text itself when it is not a duration, so that validation rejects it
 */
export function lengthMinutes(
  text: string | undefined,
  unit: number,
  span: () => number = () => Number.NaN,
): number | string | undefined {
  const [, first, second] = /^(\d+):(\d\d?)$/.exec(text ?? "") ?? [];
  if (first !== undefined) {
    const hours = Number(first) * HOUR + Number(second);
    return nearer(hours, hours * SECOND, span());
  }
  if (text === undefined || !/^\d+(?:[.,]\d+)?$/.test(text)) return readLength(text, "");
  const number = Number(text.replace(",", "."));
  return nearer(number * unit, number * SECOND, span());
}

function nearer(one: number, other: number, to: number): number {
  return Math.abs(other - to) < Math.abs(one - to) ? other : one;
}

/** Minutes from one local time to another. */
export function spanMinutes(start: string | undefined, end: string | undefined): number {
  return (Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 60_000;
}

/** Minutes from one time of day to another; past midnight when the second is not later. */
export function wallMinutes(from: string | undefined, to: string | undefined): number {
  const span = (parseClock(to ?? "") ?? Number.NaN) - (parseClock(from ?? "") ?? Number.NaN);
  return (span <= 0 ? span + 86_400_000 : span) / 60_000;
}

/** Possible instants of an end without a date: the same day or, if that is before the start, the next day. */
export function endCandidates(
  date: string | undefined,
  from: string | undefined,
  to: string | undefined,
): (string | undefined)[] {
  const sameDay = localTime(date, to);
  const [start, end] = [parseClock(from ?? ""), parseClock(to ?? "")];
  const day = date === undefined ? undefined : parseDay(date);
  if (day === undefined || start === undefined || end === undefined || end > start)
    return [sameDay];
  // In an hour that occurs twice, an end on the same day can appear to be before its start.
  return [sameDay, localTime(formatDay(day + 1), to)];
}

/** Category, task and notes from the columns project, task and description. */
export function project(cell: Cell) {
  return describe(cell("Project"), cell("Task"), cell("Description"));
}

/** Category, task and notes from a project, a task and a description. */
export function describe(
  category: string | undefined,
  task: string | undefined,
  description: string | undefined,
) {
  // A text too long for a task is stored as notes.
  const isTask = task === undefined && (description?.length ?? 0) <= SESSION_LIMITS.taskCharacters;
  return {
    category,
    task: isTask ? description : task,
    notes: isTask ? undefined : description,
  };
}
