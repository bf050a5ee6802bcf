import { unguardCell } from "../../csv-text.ts";
import { lengthMinutes, localTime, project, spanMinutes } from "./cells.ts";
import type { Cell, TableFormat } from "./table-format.ts";
import { translatedColumns } from "./translated-headers.ts";

/** What calendars have in their exports beside the same columns. */
const OF_CALENDARS = ["subject", "alldayevent"];

/** Toggl Track, detailed report. Wall times of the workspace; the length is elapsed time and counts. */
export const toggl: TableFormat = {
  name: "toggl",
  program: "Toggl Track",
  columns: ["Start date", "Start time", ["End date", "Stop date"], ["End time", "Stop time"]],
  fits: (keys) =>
    (keys.has("project") || keys.has("description")) &&
    ["duration", "tags", "client", "task", "billable"].some((key) => keys.has(key)) &&
    !OF_CALENDARS.some((key) => keys.has(key)),
  dates: ["Start date", "End date"],
  translated: (names) => {
    const columns = translatedColumns(names);
    // Clockify says in which unit a length is.
    return names.some((name) => /\((?:h|d[eé][cz])/i.test(name)) ? undefined : columns;
  },
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

/** Our own export in this format guards texts that a spreadsheet would run. */
function unguarded(cell: Cell): Cell {
  return (column) => {
    const text = cell(column);
    return text === undefined ? undefined : unguardCell(text);
  };
}
