import {
  parseSessionInput,
  type SessionInput,
  type SessionInputContext,
} from "../../input/session-input.ts";
import type { CsvCells } from "../csv-cells.ts";
import { headerKey } from "../header-key.ts";
import type { TableFormat } from "./table-format.ts";

/** Reads a row of another program's table. What is no session is said to be none, never left out in silence. */
export function readTableRow(
  cells: CsvCells,
  format: TableFormat,
  context: SessionInputContext,
): SessionInput {
  const reading = format.read((column) => cells.trimmed(headerKey(column)));
  if ("fault" in reading) {
    return { ok: false, errors: [{ field: "line", code: reading.fault }] };
  }
  let input: SessionInput = { ok: false, errors: [] };
  for (const session of reading.sessions) {
    input = parseSessionInput(session, context);
    if (input.ok) return input;
  }
  return input;
}
