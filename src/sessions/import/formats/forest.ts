import type { TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

const FAILED = new Set(["false", "no", "0"]);

/** Forest. A failed tree is an abandoned session. */
export const forest: TableFormat = {
  name: "forest",
  columns: ["Start Time", "End Time", "Tag", "Tree Type", "Is Success"],
  dates: ["Start Time", "End Time"],
  read(cell, order) {
    const start = readMoment(cell("Start Time"), order);
    const end = readMoment(cell("End Time"), order);
    if (end === undefined) return { fault: "running" };
    if (start === end) return { fault: "zero_length" };
    const tag = cell("Tag");
    const session = {
      start,
      end,
      category: tag === "Unset" || tag === "(Unset)" ? undefined : tag,
      notes: cell("Note"),
      completed: !FAILED.has(cell("Is Success")?.toLowerCase() ?? ""),
    };
    return { sessions: [session] };
  },
};
