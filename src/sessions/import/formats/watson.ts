import { isRecord, type RawInput } from "../../input/field-readers.ts";
import { ELEMENT } from "../json/json-scanner.ts";
import type { JsonShape } from "../json/json-shape.ts";
import type { JsonFormat, JsonReading } from "./json-format.ts";
import { instantOf, textOf, textsOf, timeOf, unreadableValue } from "./members.ts";
import type { RowReading } from "./row-reading.ts";
import type { TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

const FRAMES = /^\s*\[\s*\[\s*\d{9,}(?:\.\d+)?\s*,\s*(?:\d{9,}(?:\.\d+)?|null)\s*,\s*"/;

/** Watson: the file `frames`, whose rows are arrays, and `watson log --json`, whose rows are objects. */
export const watson: JsonFormat = {
  name: "watson",
  recognises: (shape, beginning) =>
    FRAMES.test(beginning) ||
    isReport(shape) ||
    ["id", "project", "start", "stop", "tags"].every((name) => shape.has(ELEMENT, name)),
  hasTotalsOnly: isReport,
  choose: (path) => (path.length === 0 ? "enter" : "take"),
  open(): JsonReading {
    return {
      *take({ line, value }) {
        yield { line, reading: readFrame(value) };
      },
      *end() {},
    };
  },
};

/** `watson report --json`, or `watson aggregate --json`, which is a list of reports. */
function isReport(shape: JsonShape): boolean {
  return shape.has("timespan") || shape.has(ELEMENT, "timespan");
}

/** `watson log --csv`: local times and truncated ids. */
export const watsonLog: TableFormat = {
  name: "watson",
  columns: ["id", "start", "stop", "project", "tags"],
  read: (cell) =>
    readTimes(readMoment(cell("start")), readMoment(cell("stop")), {
      project: cell("project"),
      tags: [cell("tags")],
    }),
};

function readFrame(value: unknown): RowReading {
  if (Array.isArray(value)) {
    const [start, stop, project, id, tags]: unknown[] = value;
    if (typeof project !== "string") return unreadableValue(value);
    return readTimes(instantOf(start), instantOf(stop), { project, id, tags });
  }
  if (!isRecord(value)) return unreadableValue(value);
  return readTimes(timeOf(value.start), timeOf(value.stop), value);
}

function readTimes(
  start: string | undefined,
  end: string | undefined,
  names: RawInput,
): RowReading {
  if (end === undefined) return { fault: "running" };
  if (start === end) return { fault: "zero_length" };
  const tags = textsOf(names.tags);
  const session = {
    start,
    end,
    category: textOf(names.project),
    task: tags.length === 0 ? undefined : tags.join(", "),
  };
  return { sessions: [session], key: textOf(names.id) };
}
