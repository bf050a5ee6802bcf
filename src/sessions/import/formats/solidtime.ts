import { project } from "./cells.ts";
import type { TableFormat } from "./table-format.ts";

/** solidtime's generic export: instants in UTC. */
export const solidtime: TableFormat = {
  name: "solidtime",
  program: "solidtime",
  columns: ["description", "billable", "client", "project", "tags", "start", "end", "task"],
  read(cell) {
    const start = cell("start");
    const end = cell("end");
    if (end === undefined) return { fault: "running" };
    if (start === end) return { fault: "zero_length" };
    return { sessions: [{ start, end, ...project(cell) }] };
  },
};
