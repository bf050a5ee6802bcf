import { formatInstant } from "../../time/format-instant.ts";
import { csvCell, guardCell } from "../csv-text.ts";
import { lineWriter, minutesOf } from "./export-writer.ts";

export const csvWriter = lineWriter({
  mediaType: "text/csv; charset=utf-8",
  extension: "csv",
  begin: "id,start,duration_minutes,preset,category,task,rating,completed,notes\n",
  end: "",
  line(session, zone) {
    const cells = [
      session.id,
      formatInstant(session.startedAtMs, zone),
      String(minutesOf(session)),
      csvText(session.preset),
      csvText(session.category),
      csvText(session.task),
      session.rating === null ? "" : String(session.rating),
      String(session.completed),
      csvText(session.notes),
    ];
    return `${cells.join(",")}\n`;
  },
});

/** A cell with text that a person entered. */
export function csvText(text: string | null): string {
  return text === null ? "" : csvCell(guardCell(text));
}
