import type { TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

/** Hamster, report as TSV. */
export const hamster: TableFormat = {
  name: "hamster",
  program: "Hamster",
  columns: ["activity", "start time", "end time", "duration minutes", "category", "description"],
  dates: ["start time", "end time"],
  read(cell, order) {
    const [start, end] = [cell("start time"), cell("end time")];
    if (end === undefined || end === "None") return { fault: "running" };
    const minutes = Number(cell("duration minutes"));
    if (minutes === 0 || start === end) return { fault: "zero_length" };
    const category = cell("category");
    const session = {
      start: readMoment(start, order),
      end: readMoment(end, order),
      duration_minutes: minutes > 0 ? minutes : undefined,
      category: category === "Unsorted" ? undefined : category,
      task: cell("activity"),
      notes: cell("description"),
    };
    return { sessions: [session] };
  },
};
