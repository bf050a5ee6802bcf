import { clockMinutes } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

/** Simple Time Tracker (Android). The length is elapsed time, without leading zeros. */
export const simpleTimeTracker: TableFormat = {
  name: "simple-time-tracker",
  program: "Simple Time Tracker",
  columns: ["activity name", "time started", "time ended", "comment", "duration"],
  dates: ["time started", "time ended"],
  read(cell, order) {
    const minutes = clockMinutes(cell("duration"));
    const end = cell("time ended");
    if (end === undefined) return { fault: "running" };
    if (minutes === 0 || cell("time started") === end) return { fault: "zero_length" };
    const session = {
      start: readMoment(cell("time started"), order),
      end: readMoment(end, order),
      duration_minutes: minutes,
      category: cell("activity name"),
      notes: cell("comment"),
    };
    return { sessions: [session] };
  },
};
