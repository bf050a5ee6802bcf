import { lengthMinutes } from "./cells.ts";
import type { Cell, TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

/** Headers of the duration, with the minutes per unit of a bare number. */
const UNITS = [
  ["Duration", 1],
  ["Duration (sec)", 1 / 60],
] as const;

/** Be Focused. The assigned task is the only grouping in the file; the task's state is not the session's. */
export const beFocused: TableFormat = {
  name: "be-focused",
  columns: ["Start date", "Assigned task"],
  optional: [
    ["Duration", "Duration (min)", "Duration (minutes)"],
    ["Duration (sec)", "Duration (s)", "Duration (seconds)"],
  ],
  fits: (keys) => [...keys].some((key) => key.startsWith("duration")),
  dates: ["Start date"],
  read(cell, order) {
    const minutes = readMinutes(cell);
    if (minutes === 0) return { fault: "zero_length" };
    // `2 Mar 2026 at 9:00:12 AM`: the date is in the device's language.
    const start = readMoment(cell("Start date"), order);
    return { sessions: [{ start, duration_minutes: minutes, category: cell("Assigned task") }] };
  },
};

function readMinutes(cell: Cell): number | string | undefined {
  for (const [column, unit] of UNITS) {
    const text = cell(column);
    // An interval has minutes and seconds; hours, if any, are the first of three numbers.
    const [, minutes, seconds] = /^(\d+):(\d\d)$/.exec(text ?? "") ?? [];
    if (minutes !== undefined) return Number(minutes) + Number(seconds) / 60;
    if (text !== undefined) return lengthMinutes(text, unit);
  }
  return undefined;
}
