import { clockMinutes, localTime, project } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";

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
  read(cell) {
    const start = localTime(cell("Start date"), cell("Start time"));
    const end = localTime(cell("End date"), cell("End time"));
    const minutes = clockMinutes(cell("Duration"));
    if (end === undefined && minutes === undefined) return { fault: "running" };
    if (minutes === 0) return { fault: "zero_length" };
    return { sessions: [{ start, end, duration_minutes: minutes, ...project(cell) }] };
  },
};
