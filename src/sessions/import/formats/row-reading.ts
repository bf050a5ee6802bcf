import type { RawInput } from "../../input/field-readers.ts";

/** Why something in a file is no session: codes of messages. */
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
  | "presence"
  | "running"
  | "superseded"
  | "too_many_occurrences"
  | "too_short"
  | "unknown_zone"
  | "wrong_shape"
  | "zero_length";

/**
 * What a row of another program's file is: a session (more than one where times leave open on which day the end is, the
 * likeliest first), or none, and why.
 */
export type RowReading =
  | {
      readonly sessions: readonly RawInput[];
      /** What the program itself knows the session by, whatever else is changed about it. */
      readonly key?: string | undefined;
    }
  /** How somebody felt on a day, in our own export alone. */
  | { readonly checkin: RawInput }
  /** What a person has chosen, in our own export alone. */
  | { readonly choices: RawInput }
  | { readonly fault: RowFault };

/** A row and where it stands. */
export interface FoundRow {
  readonly line: number;
  readonly reading: RowReading;
}
