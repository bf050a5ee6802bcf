import { clockMinutes, decimalHours, endCandidates, localTime, wallMinutes } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";
import { readClock, readDate } from "./written-time.ts";

/** From and To are cut to minutes, and two decimals of an hour are 36 seconds: they differ without a pause. */
const ROUNDING_MINUTES = 1;

/** Kimai, timesheet export. */
export const kimai: TableFormat = {
  name: "kimai",
  program: "Kimai",
  columns: ["Date", "From", "To", "Duration", "Customer", "Project", "Activity", "Description"],
  dates: ["Date"],
  read(cell, order) {
    const date = readDate(cell("Date"), order);
    const [from, to] = [readClock(cell("From")), readClock(cell("To"))];
    if (to === undefined) return { fault: "running" };
    if (from === to) return { fault: "zero_length" };
    const length = cell("Duration");
    const minutes = clockMinutes(length, "hours") ?? decimalHours(length) ?? 0;
    const isRounded = Math.abs(wallMinutes(from, to) - minutes) <= ROUNDING_MINUTES;
    const duration_minutes = isRounded || !(minutes > 0) ? undefined : minutes;
    const session = {
      start: localTime(date, from),
      duration_minutes,
      category: cell("Project"),
      task: cell("Activity"),
      notes: cell("Description"),
    };
    return { sessions: endCandidates(date, from, to).map((end) => ({ ...session, end })) };
  },
};
