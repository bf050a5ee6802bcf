import { isRecord, type RawInput } from "../../input/field-readers.ts";
import { ELEMENT } from "../json/json-scanner.ts";
import type { JsonShape } from "../json/json-shape.ts";
import { describe } from "./cells.ts";
import type { JsonFormat } from "./json-format.ts";
import { idOf, numberOf, textOf, timeOf, unreadableValue } from "./members.ts";
import type { FoundRow, RowReading } from "./row-reading.ts";

/**
 * Toggl Track, answers of its API: time entries, and detailed reports of versions 2 and 3, which group entries or give
 * durations in milliseconds. Names of projects are included only on request.
 */
export const togglJson: JsonFormat = {
  name: "toggl",
  recognises: (shape) =>
    isEntry(shape, ELEMENT) ||
    isEntry(shape, "time_entries", ELEMENT) ||
    shape.has(ELEMENT, "time_entries", ELEMENT, "start") ||
    (shape.has("data", ELEMENT, "dur") && shape.has("data", ELEMENT, "start")),
  choose: (path) =>
    path.at(-1) === ELEMENT
      ? "take"
      : path.length === 0 || ["data", "time_entries"].includes(path.join())
        ? "enter"
        : "skip",
  open: () => ({
    *take({ line, value }): Iterable<FoundRow> {
      for (const reading of readElement(value)) yield { line, reading };
    },
    *end() {},
  }),
};

function isEntry(shape: JsonShape, ...place: readonly string[]): boolean {
  const has = (member: string) => shape.has(...place, member);
  return has("start") && has("duration") && (has("workspace_id") || has("wid"));
}

function* readElement(value: unknown): Iterable<RowReading> {
  if (!isRecord(value)) yield unreadableValue(value);
  else if (!Array.isArray(value.time_entries)) yield readEntry(value, value);
  else {
    for (const entry of value.time_entries) {
      yield isRecord(entry) ? readEntry(entry, value) : unreadableValue(entry);
    }
  }
}

/** @param names the object with project, task and description */
function readEntry(entry: RawInput, names: RawInput): RowReading {
  if (textOf(entry.server_deleted_at) !== undefined) return { fault: "deleted" };
  const end = timeOf(entry.stop ?? entry.end);
  const seconds = lengthOf(entry);
  if (end === undefined || (seconds ?? 0) < 0) return { fault: "running" };
  if (seconds === 0) return { fault: "zero_length" };
  const project = textOf(names.project_name) ?? textOf(names.project);
  const session = {
    start: timeOf(entry.start),
    ...(seconds === undefined ? { end } : { duration_minutes: seconds / 60 }),
    ...describe(project, textOf(names.task_name) ?? textOf(names.task), textOf(names.description)),
  };
  const projectId = idOf(names.project_id ?? names.pid);
  const hasUnnamedProject = project === undefined && projectId !== undefined;
  return { sessions: [session], key: idOf(entry.id), hasUnnamedProject };
}

function lengthOf({ duration, seconds, dur }: RawInput): number | undefined {
  const ms = numberOf(dur);
  return ms === undefined ? (numberOf(seconds) ?? numberOf(duration)) : ms / 1000;
}
