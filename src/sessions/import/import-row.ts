import type { FieldProblem } from "../../errors.ts";
import type { RawInput } from "../input/field-readers.ts";
import type { SessionInput } from "../input/session-input.ts";

/** One parsed and validated row of a file, not yet assigned to a user. */
export interface ImportRow {
  /** Number of its first line. */
  readonly line: number;
  /** The `user` column; `undefined` when blank. NDJSON may contain another type than a text. */
  readonly user: unknown;
  /** The other program's id of the row; rows with the same key are the same session. */
  readonly key?: string | undefined;
  readonly input: SessionInput;
  /** The file has the id of the project, but not its name. */
  readonly hasUnnamedProject?: boolean;
  /** Instead of a session: an unvalidated check-in. */
  readonly checkin?: RawInput | undefined;
  /** Instead of a session: unvalidated settings. */
  readonly choices?: RawInput | undefined;
  /** Value of a field, to be shown with a problem. */
  written(field: string): unknown;
}

/** A row that could not be parsed. */
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
