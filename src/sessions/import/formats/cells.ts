import type { DateOrder } from "../../../domain/date-order.ts";
import { formatDay, parseDay } from "../../../time/calendar.ts";
import { parseClock } from "../../../time/timestamp.ts";
import { SESSION_LIMITS } from "../../input/session-input.ts";
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

/** Minutes of `H:M:S`, zero-padded or not; of `M:S min`, and of two numbers where hours come first. */
export function clockMinutes(
  text: string | undefined,
  twoNumbers: "minutes" | "hours" = "minutes",
): number | undefined {
  const match = /^(\d+):(\d{1,2})(?::(\d{1,2}))?(?: min)?$/.exec(text ?? "");
  if (match === null) return undefined;
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (match[3] !== undefined) return first * 60 + second + Number(match[3]) / 60;
  return twoNumbers === "hours" ? first * 60 + second : first + second / 60;
}

/** Minutes of a decimal number of hours, with a point or a comma. */
export function decimalHours(text: string | undefined): number | undefined {
  const hours = Number((text ?? "").replace(",", "."));
  return text === undefined || Number.isNaN(hours) ? undefined : hours * 60;
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
