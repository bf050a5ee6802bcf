import { InvalidCursorError } from "./errors.ts";

/** Where a page ended: the order of sessions is (date, time, id) of the end. */
export interface SessionCursor {
  readonly date: string;
  readonly time: string;
  readonly id: string;
}

export function encodeCursor({ date, time, id }: SessionCursor): string {
  return Buffer.from(`${date} ${time} ${id}`).toString("base64url");
}

const SHAPE =
  /^(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** @throws InvalidCursorError */
export function decodeCursor(text: string): SessionCursor {
  const bytes = Buffer.from(text, "base64url");
  const [, date, time, id] = SHAPE.exec(bytes.toString("latin1")) ?? [];
  if (date === undefined || time === undefined || id === undefined) throw new InvalidCursorError();
  // Nothing else decodes to the same bytes: the decoder skips characters that it does not know.
  if (bytes.toString("base64url") !== text) throw new InvalidCursorError();
  return { date, time, id };
}
