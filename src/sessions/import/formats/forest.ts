import type { TableFormat } from "./table-format.ts";

/** Forest. A tree that failed is a session that was abandoned. */
export const forest: TableFormat = {
  name: "forest",
  program: "Forest",
  columns: ["Start Time", "End Time", "Tag", "Note", "Tree Type", "Is Success"],
  read(cell) {
    const [start, end] = [withColon(cell("Start Time")), withColon(cell("End Time"))];
    if (end === undefined) return { fault: "running" };
    if (start === end) return { fault: "zero_length" };
    const tag = cell("Tag");
    const session = {
      start,
      end,
      category: tag === "Unset" ? undefined : tag,
      notes: cell("Note"),
      completed: cell("Is Success")?.toLowerCase() !== "false",
    };
    return { sessions: [session] };
  },
};

/** Offsets are written without the colon that RFC 3339 asks for. */
function withColon(text: string | undefined): string | undefined {
  return text?.replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
}
