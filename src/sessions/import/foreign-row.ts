import {
  parseSessionInput,
  type SessionInput,
  type SessionInputContext,
} from "../input/session-input.ts";
import type { FoundRow, RowReading } from "./formats/row-reading.ts";
import type { ImportRow } from "./import-row.ts";

/** Validates another program's row. A row that is not a session is reported with the reason, never dropped silently. */
export function readForeign(reading: RowReading, context: SessionInputContext): SessionInput {
  if ("fault" in reading) {
    return { ok: false, errors: [{ field: "line", code: reading.fault }] };
  }
  let input: SessionInput = { ok: false, errors: [] };
  if ("checkin" in reading || "choices" in reading) return input;
  for (const session of reading.sessions) {
    input = parseSessionInput(session, context);
    if (input.ok) return input;
  }
  return input;
}

/** A row of a file that is not a table. */
export function foreignRow({ line, reading }: FoundRow, context: SessionInputContext): ImportRow {
  const session = "sessions" in reading ? reading.sessions.at(-1) : undefined;
  return {
    line,
    // User names in other programs' files are their own and are ignored.
    user: undefined,
    key: keyOf(reading),
    hasUnnamedProject: "hasUnnamedProject" in reading && reading.hasUnnamedProject,
    input: readForeign(reading, context),
    checkin: "checkin" in reading ? reading.checkin : undefined,
    choices: "choices" in reading ? reading.choices : undefined,
    written: (field) => session?.[field],
  };
}

export function keyOf(reading: RowReading): string | undefined {
  return "key" in reading ? reading.key : undefined;
}
