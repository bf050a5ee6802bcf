import { textOf } from "./members.ts";
import type { SqliteFormat } from "./sqlite-format.ts";
import { readMoment } from "./written-time.ts";

/** Hamster's own database `hamster.db`. Its times are local, and its ids unique within one database only. */
export const hamsterDatabase: SqliteFormat = {
  name: "hamster",
  table: "facts",
  columns: ["activity_id", "start_time", "end_time", "description"],
  lookups: [
    { table: "activities", columns: ["id", "name", "category_id"] },
    { table: "categories", columns: ["id", "name"] },
  ],
  read({ activity_id, start_time, end_time, description }, find) {
    const [start, end] = [readMoment(textOf(start_time)), readMoment(textOf(end_time))];
    if (end === undefined) return { fault: "running" };
    if (start === end) return { fault: "zero_length" };
    const activity = find("activities", activity_id);
    const session = {
      start,
      end,
      category: textOf(find("categories", activity?.category_id)?.name),
      task: textOf(activity?.name),
      notes: textOf(description),
    };
    return { sessions: [session] };
  },
};
