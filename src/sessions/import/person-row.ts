import { isRecord, type RawInput } from "../input/field-readers.ts";
import type { ImportRow } from "./import-row.ts";

/** Format name in the first line of a personal data export. */
export const PERSON_FORMAT = "pomodoro-ml-person";

/** Content of a line of such an export: a session, another row, or nothing to import. */
export type PersonLine = { readonly session: RawInput } | { readonly row: ImportRow | undefined };

/** Reads personal data exports; imports sessions, check-ins and settings only. */
export class PersonFile {
  #isOpen = false;

  /** Returns `undefined` for any other file, whose lines are sessions. */
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

/** The computed overall wellness is dropped and computed again. */
function checkinRow(line: number, { overall_wellness: _, ...checkin }: RawInput): ImportRow {
  return otherRow(line, checkin, { checkin });
}

/** A row that is not a session. */
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
