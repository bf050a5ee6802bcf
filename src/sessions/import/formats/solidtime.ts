import { describe, project } from "./cells.ts";
import type { RowReading } from "./row-reading.ts";
import type { TableFormat } from "./table-format.ts";

/** solidtime: the generic export, whose times are instants, and the detailed report, whose times are local. */
export const solidtime: TableFormat = {
  name: "solidtime",
  columns: ["description", "billable", "client", "project", "tags", "start", "end", "task"],
  read: (cell) => withTimes(cell("start"), cell("end"), project(cell)),
};

/**
 * `time_entries.csv` of an organisation's export. Projects and tasks are named in other files of the same archive. The
 * id is permanent.
 */
export const solidtimeEntries: TableFormat = {
  name: "solidtime",
  columns: ["id", "description", "start", "end", "member_id", "project_id", "task_id"],
  named: ["project_id", "task_id"],
  read(cell, _order, nameOf) {
    const category = nameOf(cell("project_id"));
    const description = describe(category, nameOf(cell("task_id")), cell("description"));
    return withTimes(cell("start"), cell("end"), description, cell("id"));
  },
};

function withTimes(
  start: string | undefined,
  end: string | undefined,
  description: ReturnType<typeof describe>,
  key?: string,
): RowReading {
  if (end === undefined) return { fault: "running" };
  if (start === end) return { fault: "zero_length" };
  return { sessions: [{ start, end, ...description }], key };
}
