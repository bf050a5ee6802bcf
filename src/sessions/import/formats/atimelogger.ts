import { clockMinutes } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

/** aTimeLogger. Totals follow as a second table of fewer columns, whose rows are rejected as such. */
export const atimelogger: TableFormat = {
  name: "atimelogger",
  program: "aTimeLogger",
  columns: ["Activity type", "Duration", "From", "To", "Comment"],
  dates: ["From", "To"],
  read(cell, order) {
    const minutes = clockMinutes(cell("Duration"), "hours");
    if (cell("To") === undefined) return { fault: "running" };
    if (minutes === 0) return { fault: "zero_length" };
    const session = {
      start: readMoment(cell("From"), order),
      end: readMoment(cell("To"), order),
      duration_minutes: minutes,
      category: cell("Activity type"),
      notes: cell("Comment"),
    };
    return { sessions: [session] };
  },
};
