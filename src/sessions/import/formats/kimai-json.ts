import type { RawInput } from "../../input/field-readers.ts";
import { ELEMENT } from "../json/json-scanner.ts";
import type { JsonFormat } from "./json-format.ts";
import { idOf, nameOf, numberOf, readObjects, textOf, timeOf } from "./members.ts";
import type { RowReading } from "./row-reading.ts";

/**
 * Kimai, time sheets from its API. Project and activity are names only in full answers; otherwise they are ids. Ids of
 * time sheets are unique within one server only, so they are not used.
 */
export const kimaiJson: JsonFormat = {
  name: "kimai",
  recognises: (shape) =>
    ["begin", "end", "duration", "activity"].every((member) => shape.has(ELEMENT, member)),
  choose: (path) => (path.length === 0 ? "enter" : "take"),
  open: () => readObjects(readTimesheet),
};

function readTimesheet(timesheet: RawInput): RowReading {
  const [start, end] = [timeOf(timesheet.begin), timeOf(timesheet.end)];
  if (end === undefined) return { fault: "running" };
  const seconds = numberOf(timesheet.duration);
  if (seconds === 0 || start === end) return { fault: "zero_length" };
  const project = nameOf(timesheet.project);
  const session = {
    start,
    // Its duration is without the break.
    ...(seconds === undefined ? { end } : { duration_minutes: seconds / 60 }),
    category: project,
    task: nameOf(timesheet.activity),
    notes: textOf(timesheet.description),
  };
  const hasUnnamedProject = project === undefined && idOf(timesheet.project) !== undefined;
  return { sessions: [session], hasUnnamedProject };
}
