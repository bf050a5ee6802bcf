import { lengthMinutes } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";
import { readMoment } from "./written-time.ts";

/** Be Focused. The assigned task is the only grouping in the file; the task's state is not the session's. */
export const beFocused: TableFormat = {
  name: "be-focused",
  program: "Be Focused",
  columns: ["Start date", ["Duration", "Duration (min)", "Duration (minutes)"], "Assigned task"],
  dates: ["Start date"],
  read(cell, order) {
    const minutes = lengthMinutes(cell("Duration"), 1);
    if (minutes === 0) return { fault: "zero_length" };
    // `2 Mar 2026 at 9:00:12 AM`: the date is in the device's language.
    const start = readMoment(cell("Start date"), order);
    return { sessions: [{ start, duration_minutes: minutes, category: cell("Assigned task") }] };
  },
};
