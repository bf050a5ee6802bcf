import { MS_PER_DAY, parseDay } from "../time/calendar.ts";
import { InvalidCursorError } from "./errors.ts";
import { parseWallTime } from "./wall-clock.ts";

/** The last position of a page. Sessions are ordered by date, time and id of their end. */
export interface SessionCursor {
  readonly date: string;
  readonly time: string;
  readonly id: string;
}

export function encodeCursor({ date, time, id }: SessionCursor): string {
  return Buffer.from(`${date} ${time} ${id}`).toString("base64url");
}

/** The earliest date that PostgreSQL accepts in this form. */
const FIRST_DATE = "0001-01-01";

const SHAPE =
  /^(\d{4}-\d\d-\d\d) ([0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** @throws InvalidCursorError */
export function decodeCursor(text: string): SessionCursor {
  const bytes = Buffer.from(text, "base64url");
  const [, date, time, id] = SHAPE.exec(bytes.toString("latin1")) ?? [];
  if (date === undefined || time === undefined || id === undefined) throw new InvalidCursorError();
  const day = parseDay(date);
  if (day === undefined || date < FIRST_DATE || parseWallTime(time) > MS_PER_DAY) {
    throw new InvalidCursorError();
  }
  // The decoder ignores unknown characters, so only the canonical spelling is accepted.
  if (bytes.toString("base64url") !== text) throw new InvalidCursorError();
  return { date, time, id };
}
