import { clockMinutes, decimalHours, describe, localTime } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";
import { translatedColumns } from "./translated-headers.ts";

/**
 * Clockify, detailed report. The order of dates, the clock of 12 or 24 hours and the language of the headers are settings
 * of the user; columns can be left out of the export.
 */
export const clockify: TableFormat = {
  name: "clockify",
  program: "Clockify",
  columns: [
    "Project",
    "Description",
    "Start Date",
    "Start Time",
    "End Date",
    "End Time",
    "Duration (h)",
  ],
  dates: ["Start Date", "End Date"],
  translated: (names) =>
    names.some((name) => /\(h\)/i.test(name)) ? translatedColumns(names, " (h)") : undefined,
  read(cell, order) {
    const start = localTime(cell("Start Date"), cell("Start Time"), order);
    const end = localTime(cell("End Date"), cell("End Time"), order);
    const length = cell("Duration (h)");
    const minutes = clockMinutes(length, "hours") ?? decimalHours(length);
    if (end === undefined) return { fault: "running" };
    if (start === end || minutes === 0) return { fault: "zero_length" };
    const task = cell("Task") ?? cell("Activity");
    const session = {
      start,
      end,
      duration_minutes: minutes,
      ...describe(cell("Project"), task, cell("Description")),
    };
    return { sessions: [session] };
  },
};
