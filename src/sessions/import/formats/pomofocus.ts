import { endCandidates, lengthMinutes, localTime } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";
import { readClock, readDate } from "./written-time.ts";

/**
 * Pomofocus, report. Its minutes are focused time and are used as the duration. An end before its start is on the next
 * day.
 */
export const pomofocus: TableFormat = {
  name: "pomofocus",
  columns: ["date", "project", "task", "minutes", "startTime", "endTime"],
  dates: ["date"],
  read(cell, order) {
    const date = readDate(cell("date"), order);
    const [from, to] = [readClock(cell("startTime")), readClock(cell("endTime"))];
    if (from === undefined) return { fault: "no_clock_time" };
    const minutes = lengthMinutes(cell("minutes"), 1);
    if (minutes === 0) return { fault: "zero_length" };
    const session = {
      start: localTime(date, from),
      duration_minutes: minutes,
      category: cell("project"),
      task: cell("task"),
    };
    if (to === undefined) return { sessions: [session] };
    return { sessions: endCandidates(date, from, to).map((end) => ({ ...session, end })) };
  },
};
