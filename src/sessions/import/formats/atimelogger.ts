import { lengthMinutes, spanMinutes } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

/** Third cell of a total: a share, or its header. */
const SHARE = /^(?:%|\d+(?:[.,]\d+)?\s?%?)$/;

/** aTimeLogger. Totals follow as a second table of three columns, which spreadsheets fill up with blank ones. */
export const atimelogger: TableFormat = {
  name: "atimelogger",
  columns: ["Activity type", "Duration", "From", "To"],
  dates: ["From", "To"],
  totalsWidth: 3,
  read(cell, order) {
    if (cell("To") === undefined && SHARE.test(cell("From") ?? "")) return { fault: "total" };
    const start = readMoment(cell("From"), order);
    const end = readMoment(cell("To"), order);
    const minutes = lengthMinutes(cell("Duration"), 60, () => spanMinutes(start, end));
    if (end === undefined) return { fault: "running" };
    if (minutes === 0) return { fault: "zero_length" };
    const session = {
      start,
      end,
      duration_minutes: minutes,
      category: cell("Activity type"),
      notes: cell("Comment"),
    };
    return { sessions: [session] };
  },
};
