import { lengthMinutes, localTime, project, spanMinutes } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";
import { namesUnit, translatedColumns } from "./translated-headers.ts";

/** Columns that distinguish its reports from Toggl's, if they are present. */
const DISTINCTIVE = ["duration(h)", "duration(decimal)", "group", "activity", "approval"];

/**
 * Clockify, detailed report. The order of dates, the 12-hour or 24-hour clock and the language of the headers are user
 * settings; columns can be left out of the export.
 */
export const clockify: TableFormat = {
  name: "clockify",
  columns: ["Start Date", "Start Time", "End Date", "End Time"],
  optional: [["Task", "Activity"]],
  fits: (keys) =>
    (keys.has("project") || keys.has("description")) && DISTINCTIVE.some((key) => keys.has(key)),
  dates: ["Start Date", "End Date"],
  // The unit beside the duration distinguishes its headers from Toggl's in every language.
  translated: (names) => (names.some(namesUnit) ? translatedColumns(names) : undefined),
  read(cell, order) {
    if (cell("Type")?.toLowerCase() === "break") return { fault: "break" };
    const start = localTime(cell("Start Date"), cell("Start Time"), order);
    const end = localTime(cell("End Date"), cell("End Time"), order);
    if (end === undefined) return { fault: "running" };
    const exact = cell("Duration (h)") ?? cell("Duration");
    const length = exact ?? cell("Duration (decimal)");
    const minutes = lengthMinutes(length, 60, () => spanMinutes(start, end));
    if (start === end || minutes === 0) return { fault: "zero_length" };
    const session = {
      start,
      end,
      // Two decimals of an hour are too coarse for a duration to the second.
      duration_minutes: exact === undefined ? undefined : minutes,
      ...project(cell),
    };
    return { sessions: [session] };
  },
};
