import { unguardCell } from "../../csv-text.ts";
import { clockMinutes, decimalHours, localTime, project } from "./cells.ts";
import type { Cell, TableFormat } from "./table-format.ts";
import { translatedColumns } from "./translated-headers.ts";

/** Toggl Track, detailed report. Wall times of the workspace; the length is elapsed time and counts. */
export const toggl: TableFormat = {
  name: "toggl",
  program: "Toggl Track",
  columns: [
    "Project",
    "Description",
    "Start date",
    "Start time",
    "End date",
    "End time",
    "Duration",
  ],
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
    const minutes = clockMinutes(length) ?? decimalHours(length);
    if (end === undefined && (minutes === undefined || minutes < 0)) return { fault: "running" };
    if (minutes === 0) return { fault: "zero_length" };
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
