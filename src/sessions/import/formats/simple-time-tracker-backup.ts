import type { LineFormat } from "./line-format.ts";
import { epochMs, textOf } from "./members.ts";
import type { RowReading } from "./row-reading.ts";

/** Further activities remain without a name. */
const MAX_ACTIVITIES = 100_000;
/** Character in place of a line break in a comment. */
const LINE_BREAK = "\u2424";

/**
 * Simple Time Tracker, backup: rows of tab-separated values, activities before the records that refer to them. Ids are
 * unique within one phone only.
 */
export const simpleTimeTrackerBackup: LineFormat = {
  name: "simple-time-tracker",
  recognises: (beginning) => beginning.startsWith("app simple time tracker"),
  open() {
    const activities = new Map<string, string>();
    return {
      *take(line, number) {
        const [kind, id = "", ...values] = line.split("\t");
        if (kind === "recordType" && activities.size < MAX_ACTIVITIES) {
          activities.set(id, values[0] ?? "");
        } else if (kind === "record") {
          yield { line: number, reading: readRecord(values, activities) };
        } else if (kind === "runningRecord") yield { line: number, reading: { fault: "running" } };
      },
      *end() {},
    };
  },
};

function readRecord(
  [activity = "", started, ended, comment]: readonly string[],
  activities: ReadonlyMap<string, string>,
): RowReading {
  const [startMs, endMs] = [epochMs(started), epochMs(ended)];
  if (startMs === undefined || endMs === undefined) return { fault: "wrong_shape" };
  if (startMs === endMs) return { fault: "zero_length" };
  const session = {
    start: new Date(startMs).toISOString(),
    end: new Date(endMs).toISOString(),
    category: textOf(activities.get(activity)),
    notes: textOf(comment?.replaceAll(LINE_BREAK, "\n")),
  };
  return { sessions: [session] };
}
