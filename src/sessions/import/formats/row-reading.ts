import type { RawInput } from "../../input/field-readers.ts";

/** Reasons why a row is not a session; codes of messages. */
export type RowFault =
  | "break"
  | "cancelled"
  | "commented_out"
  | "all_day"
  | "date_order"
  | "deleted"
  | "excluded_date"
  | "json"
  | "line_length"
  | "no_clock_time"
  | "not_yet"
  | "planned"
  | "presence"
  | "running"
  | "superseded"
  | "too_many_occurrences"
  | "too_short"
  | "total"
  | "unknown_zone"
  | "wrong_shape"
  | "zero_length";

/**
 * Result of reading another program's row: a session, or the reason why it is none. There are several candidates, most
 * likely first, when the day of the end is ambiguous.
 */
export type RowReading =
  | {
      readonly sessions: readonly RawInput[];
      /** The program's own permanent id of the session. */
      readonly key?: string | undefined;
      /** The session has a project, of which the file has the id only. */
      readonly hasUnnamedProject?: boolean;
    }
  /** A check-in of a day; only in our own export. */
  | { readonly checkin: RawInput }
  /** The person's settings; only in our own export. */
  | { readonly choices: RawInput }
  | { readonly fault: RowFault };

/** A row with its line. */
export interface FoundRow {
  readonly line: number;
  readonly reading: RowReading;
}
