import { clockMinutes } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";

/** aTimeLogger. Totals follow as a second table of fewer columns, whose rows are rejected as such. */
export const atimelogger: TableFormat = {
  name: "atimelogger",
  program: "aTimeLogger",
  columns: ["Activity type", "Duration", "From", "To", "Comment"],
  read(cell) {
    const minutes = clockMinutes(cell("Duration"), "hours");
    if (cell("To") === undefined) return { fault: "running" };
    if (minutes === 0) return { fault: "zero_length" };
    const session = {
      start: cell("From"),
      end: cell("To"),
      duration_minutes: minutes,
      category: cell("Activity type"),
      notes: cell("Comment"),
    };
    return { sessions: [session] };
  },
};
