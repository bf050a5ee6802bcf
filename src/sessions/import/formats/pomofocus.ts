import { endCandidates, localTime } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";

/** Pomofocus, report. Minutes are focused time and count; an end before its start is on the next day. */
export const pomofocus: TableFormat = {
  name: "pomofocus",
  program: "Pomofocus",
  columns: ["date", "project", "task", "minutes", "startTime", "endTime"],
  read(cell) {
    const date = cell("date")?.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
    const [from, to] = [cell("startTime"), cell("endTime")];
    if (from === undefined) return { fault: "no_clock_time" };
    const minutes = Number(cell("minutes"));
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
