import { lengthMinutes } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

/** Simple Time Tracker (Android). The duration is elapsed time without leading zeros; old versions wrote none. */
export const simpleTimeTracker: TableFormat = {
  name: "simple-time-tracker",
  columns: ["activity name", "time started", "time ended"],
  dates: ["time started", "time ended"],
  read(cell, order) {
    const start = readMoment(cell("time started"), order);
    const end = readMoment(cell("time ended"), order);
    const minutes = lengthMinutes(cell("duration") ?? cell("duration minutes"), 1);
    if (end === undefined) return { fault: "running" };
    if (minutes === 0 || start === end) return { fault: "zero_length" };
    const session = {
      start,
      end,
      duration_minutes: minutes,
      category: cell("activity name"),
      notes: cell("comment"),
    };
    return { sessions: [session] };
  },
};
