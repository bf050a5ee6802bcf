import type { DateOrder } from "../../../domain/date-order.ts";
import type { CsvCells } from "../csv-cells.ts";
import { endCandidates, localTime } from "../formats/cells.ts";
import { isAmbiguousDate } from "../formats/date-order.ts";
import { instantOf, withColon } from "../formats/members.ts";
import type { RowReading } from "../formats/row-reading.ts";
import { readClock, readDate, readMoment } from "../formats/written-time.ts";
import { readLength } from "./read-length.ts";

/** A date and time in RFC 3339, which is unambiguous. */
const RFC_3339 = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?$/i;
const SECONDS = /^\d{9,10}(?:\.\d+)?$/;
const MILLISECONDS = /^\d{12,13}$/;

/** Reads a row of a table with the user's column mapping. @param lengthHeader header of the column with the duration */
export function readMappedRow(
  cells: CsvCells,
  lengthHeader: string,
  order: DateOrder | undefined,
): RowReading {
  const dates = ["date", "start", "end"].map((member) => cells.trimmed(member) ?? "");
  if (order === undefined && dates.some(isAmbiguousDate)) return { fault: "date_order" };
  const session = {
    duration_minutes: readLength(cells.trimmed("duration_minutes"), lengthHeader),
    preset: cells.prose("preset"),
    category: cells.prose("category"),
    task: cells.prose("task"),
    rating: cells.number("rating"),
    completed: cells.flag("completed"),
    notes: cells.prose("notes"),
  };
  return { sessions: readTimes(cells, order).map((times) => ({ ...session, ...times })) };
}

/** Start and end, most likely first. When the date is a column of its own, the end can be on the next day. */
function readTimes(cells: CsvCells, order: DateOrder | undefined) {
  const [start, end] = [cells.trimmed("start"), cells.trimmed("end")];
  const date = cells.trimmed("date");
  if (date === undefined) return [{ start: readTime(start, order), end: readTime(end, order) }];
  const day = readDate(date, order);
  const [from, to] = [readClock(start), readClock(end)];
  return endCandidates(day, from, to).map((until) => ({ start: localTime(day, from), end: until }));
}

/** Converts a time to RFC 3339. Other texts are returned unchanged, so that validation rejects them. */
function readTime(text: string | undefined, order: DateOrder | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (RFC_3339.test(text)) return withColon(text.replace(/\s(?=Z|[+-])/i, "").replace(" ", "T"));
  if (SECONDS.test(text)) return instantOf(Number(text));
  if (MILLISECONDS.test(text)) return instantOf(Number(text) / 1000);
  return readMoment(text, order);
}
