import type { FieldProblem } from "../../errors.ts";
import { parseDay } from "../../time/calendar.ts";
import { parseClock } from "../../time/timestamp.ts";
import type { Zone } from "../../time/zone.ts";
import { type InstantReading, localInstant } from "../input/local-instant.ts";
import {
  parseSessionInput,
  type SessionInput,
  type SessionInputContext,
} from "../input/session-input.ts";
import { MAX_MINUTES } from "../input/session-time.ts";
import type { CsvCells } from "./csv-cells.ts";

/** Column names of the log, by the member that session validation reports. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  start: "date",
  duration_minutes: "duration_min",
};

/**
 * Reads a row of the former app's log. Rows were written when a session ended, so `date` and `time` are the local END.
 * The start is that time minus the minutes worked, possibly on the day before.
 */
export function readLogEntry(
  cells: CsvCells,
  zone: Zone,
  context: SessionInputContext,
): SessionInput {
  const problems: FieldProblem[] = [];
  const end = readEnd(cells, zone, problems);
  const minutes = cells.number("duration_min");
  const startedAtMs = end === undefined ? 0 : end.epochMs - lengthMs(minutes);
  const input = parseSessionInput(
    {
      // All times before 1970 are rejected alike; years before 0 cannot be written at all.
      start: new Date(Math.max(-1, startedAtMs)).toISOString(),
      duration_minutes: minutes,
      preset: cells.text("preset"),
      category: cells.text("category"),
      task: cells.text("task"),
      completed: cells.flag("completed"),
      notes: cells.text("notes"),
    },
    context,
  );
  if (!input.ok) problems.push(...input.errors.map(inColumns));
  if (problems.length > 0 || !input.ok) return { ok: false, errors: problems };
  const kind = end?.clockChange;
  return { ...input, clockChange: kind === undefined ? undefined : { field: "time", kind } };
}

function readEnd(
  cells: CsvCells,
  zone: Zone,
  problems: FieldProblem[],
): InstantReading | undefined {
  const date = cells.trimmed("date");
  const time = cells.trimmed("time");
  const day = date === undefined ? undefined : parseDay(date);
  const msOfDay = time === undefined ? undefined : parseClock(time);
  if (day === undefined) {
    problems.push({ field: "date", code: date === undefined ? "required" : "date" });
  }
  if (msOfDay === undefined) {
    problems.push({ field: "time", code: time === undefined ? "required" : "clock" });
  }
  return day === undefined || msOfDay === undefined ? undefined : localInstant(day, msOfDay, zone);
}

/** A duration rounded as session validation does; 0 for one that will be rejected. */
function lengthMs(minutes: number | string | undefined): number {
  const isLength = typeof minutes === "number" && minutes > 0 && minutes <= MAX_MINUTES;
  return isLength ? Math.max(1, Math.round(minutes * 60)) * 1000 : 0;
}

function inColumns(problem: FieldProblem): FieldProblem {
  const params = problem.params;
  const field = COLUMN_OF[problem.field] ?? problem.field;
  return params === undefined ? { ...problem, field } : { ...problem, field, params };
}
