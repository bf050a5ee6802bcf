import { isRecord, type RawInput } from "../../input/field-readers.ts";
import { ELEMENT } from "../json/json-scanner.ts";
import { describe } from "./cells.ts";
import type { JsonFormat } from "./json-format.ts";
import { idOf, nameOf, readObjects, textOf, timeOf } from "./members.ts";
import type { RowReading } from "./row-reading.ts";

/** Clockify, answers of its API: time entries and the detailed report. Breaks are time entries too. */
export const clockifyJson: JsonFormat = {
  name: "clockify",
  recognises: (shape) =>
    shape.has(ELEMENT, "timeInterval", "start") ||
    shape.has("timeentries", ELEMENT, "timeInterval", "start"),
  choose: (path) =>
    path.at(-1) === ELEMENT
      ? "take"
      : path.length === 0 || path.join() === "timeentries"
        ? "enter"
        : "skip",
  open: () => readObjects(readEntry),
};

function readEntry(entry: RawInput): RowReading {
  if (textOf(entry.type)?.toUpperCase() === "BREAK") return { fault: "break" };
  if (!isRecord(entry.timeInterval)) return { fault: "wrong_shape" };
  const [start, end] = [timeOf(entry.timeInterval.start), timeOf(entry.timeInterval.end)];
  if (end === undefined) return { fault: "running" };
  if (start === end) return { fault: "zero_length" };
  const project = textOf(entry.projectName) ?? nameOf(entry.project);
  const session = {
    start,
    end,
    ...describe(project, textOf(entry.taskName) ?? nameOf(entry.task), textOf(entry.description)),
  };
  const hasUnnamedProject = project === undefined && idOf(entry.projectId) !== undefined;
  return { sessions: [session], key: idOf(entry.id) ?? idOf(entry._id), hasUnnamedProject };
}
