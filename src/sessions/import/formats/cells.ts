import type { DateOrder } from "../../../domain/date-order.ts";
import { formatDay, parseDay } from "../../../time/calendar.ts";
import { parseClock } from "../../../time/timestamp.ts";
import { SESSION_LIMITS } from "../../input/session-input.ts";
import { readLength } from "../mapping/read-length.ts";
import type { Cell } from "./table-format.ts";
import { readClock, readDate } from "./written-time.ts";

/** A date and a time of day as one local time; `undefined` when either is blank. */
export function localTime(
  date: string | undefined,
  time: string | undefined,
  order?: DateOrder,
): string | undefined {
  if (date === undefined || time === undefined) return undefined;
  return `${readDate(date, order)}T${readClock(time)}`;
}

const HOUR = 60;
const SECOND = 1 / 60;

/**
 * Minutes of a length as trackers write it. What has two readings (`1:05`, a bare number) has the one that is nearer to
 * the time from start to end.
 * @param unit minutes in 1, where a number has no unit
 * @param span minutes from start to end, where they are known
 * @returns the text itself where it is no length, for the check to refuse
 */
export function lengthMinutes(
  text: string | undefined,
  unit: number,
  span: () => number = () => Number.NaN,
): number | string | undefined {
  const [, minutes, seconds] = /^(\d+):(\d\d?) min$/.exec(text ?? "") ?? [];
  if (minutes !== undefined) return Number(minutes) + Number(seconds) * SECOND;
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

/** Minutes from one time of day to another, over midnight where the second is not later. */
export function wallMinutes(from: string | undefined, to: string | undefined): number {
  const span = (parseClock(to ?? "") ?? Number.NaN) - (parseClock(from ?? "") ?? Number.NaN);
  return (span <= 0 ? span + 86_400_000 : span) / 60_000;
}

/** When an end without a date can be: on the same day, and, where it is before the start, on the next. */
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
  // In the hour that the clock shows twice an end can be before its start on the same day.
  return [sameDay, localTime(formatDay(day + 1), to)];
}

/** Category, task and notes where a project, a task and a description are columns. */
export function project(cell: Cell) {
  return describe(cell("Project"), cell("Task"), cell("Description"));
}

/** Category, task and notes of a project, a task and a description. */
export function describe(
  category: string | undefined,
  task: string | undefined,
  description: string | undefined,
) {
  // What is too long for a task is kept as notes.
  const isTask = task === undefined && (description?.length ?? 0) <= SESSION_LIMITS.taskCharacters;
  return {
    category,
    task: isTask ? description : task,
    notes: isTask ? undefined : description,
  };
}
