import { isRecord, type RawInput } from "../input/field-readers.ts";
import type { ImportRow } from "./import-row.ts";

/** What the first line of an export of everything about a person says of itself. */
export const PERSON_FORMAT = "pomodoro-ml-person";

/** What a line of such an export is: a session, a row, or nothing that is imported. */
export type PersonLine = { readonly session: RawInput } | { readonly row: ImportRow | undefined };

/** Reads exports of everything about a person: sessions, check-ins and choices of them, nothing else. */
export class PersonFile {
  #isOpen = false;

  /** Nothing in any other file: its lines are sessions. */
  read(line: number, value: unknown): PersonLine | undefined {
    if (!isRecord(value)) return undefined;
    if (value.type === "export" && value.format === PERSON_FORMAT) {
      this.#isOpen = true;
      return { row: undefined };
    }
    if (!this.#isOpen) return undefined;
    const { type, created_at: _created, updated_at: _updated, ...members } = value;
    if (type === "session") return { session: members };
    if (type === "check_in") return { row: checkinRow(line, members) };
    return { row: type === "settings" ? otherRow(line, members, { choices: members }) : undefined };
  }
}

/** What is worked out of the answers is worked out again. */
function checkinRow(line: number, { overall_wellness: _, ...checkin }: RawInput): ImportRow {
  return otherRow(line, checkin, { checkin });
}

/** A row that is no session. */
function otherRow(
  line: number,
  members: RawInput,
  row: Pick<ImportRow, "checkin" | "choices">,
): ImportRow {
  return {
    ...{ line, user: undefined, input: { ok: false, errors: [] } },
    ...row,
    written: (field) => members[field],
  };
}
