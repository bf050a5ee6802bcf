import { unguardCell } from "../../csv-text.ts";
import { lengthMinutes, localTime, project, spanMinutes } from "./cells.ts";
import type { Cell, TableFormat } from "./table-format.ts";
import { namesUnit, translatedColumns } from "./translated-headers.ts";

/** Columns of calendar exports that otherwise have the same columns. */
const OF_CALENDARS = ["subject", "alldayevent"];

/** Toggl Track, detailed report. Times are in the workspace's zone. The duration is elapsed time and is used. */
export const toggl: TableFormat = {
  name: "toggl",
  columns: ["Start date", "Start time", ["End date", "Stop date"], ["End time", "Stop time"]],
  fits: (keys) =>
    (keys.has("project") || keys.has("description")) &&
    ["duration", "tags", "client", "task", "billable"].some((key) => keys.has(key)) &&
    !OF_CALENDARS.some((key) => keys.has(key)),
  dates: ["Start date", "End date"],
  // Clockify states the unit of a duration in the header; such a table is not Toggl's.
  translated: (names) => (names.some(namesUnit) ? undefined : translatedColumns(names)),
  read(cell, order) {
    const start = localTime(cell("Start date"), cell("Start time"), order);
    const end = localTime(cell("End date"), cell("End time"), order);
    const length = cell("Duration");
    if (end === undefined && (length === undefined || length.startsWith("-"))) {
      return { fault: "running" };
    }
    const minutes = lengthMinutes(length, 60, () => spanMinutes(start, end));
    if (minutes === 0 || (minutes === undefined && start === end)) return { fault: "zero_length" };
    return { sessions: [{ start, end, duration_minutes: minutes, ...project(unguarded(cell)) }] };
  },
};

/** Removes the guard against formulas that our own export in this format adds. */
function unguarded(cell: Cell): Cell {
  return (column) => {
    const text = cell(column);
    return text === undefined ? undefined : unguardCell(text);
  };
}
