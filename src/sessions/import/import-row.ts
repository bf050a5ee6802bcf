import type { FieldProblem } from "../../errors.ts";
import type { RawInput } from "../input/field-readers.ts";
import type { SessionInput } from "../input/session-input.ts";

/** One row of a file, read and checked, but not yet anybody's. */
export interface ImportRow {
  /** The line on which it begins. */
  readonly line: number;
  /** The `user` it names; `undefined` when blank. Not a text when NDJSON gives something else. */
  readonly user: unknown;
  /** What the program that wrote the file knows the row by; rows with the same key are one session. */
  readonly key?: string | undefined;
  readonly input: SessionInput;
  /** In place of a session: how somebody felt on a day, unchecked. */
  readonly checkin?: RawInput | undefined;
  /** In place of a session: what the person has chosen, unchecked. */
  readonly choices?: RawInput | undefined;
  /** What the row says in a field, to show it beside a problem. */
  written(field: string): unknown;
}

/** A row that could not even be taken apart. */
export function unreadableRow(line: number, problem: Omit<FieldProblem, "field">): ImportRow {
  return {
    line,
    user: undefined,
    input: { ok: false, errors: [{ ...problem, field: "line" }] },
    written: () => undefined,
  };
}

/** A row that is not UTF-8. */
export function misencodedRow(line: number, likely: string | undefined): ImportRow {
  return unreadableRow(line, { code: "encoding", params: { likely: likely ?? "" } });
}
