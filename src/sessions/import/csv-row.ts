import type { Zone } from "../../time/zone.ts";
import {
  parseSessionInput,
  type SessionInput,
  type SessionInputContext,
} from "../input/session-input.ts";
import { CsvCells } from "./csv-cells.ts";
import type { CsvLayout } from "./csv-layout.ts";
import type { CsvRecord } from "./csv-reader.ts";
import { type ImportRow, misencodedRow, unreadableRow } from "./import-row.ts";
import { readLogEntry } from "./log-entry.ts";

export interface CsvContext extends SessionInputContext {
  /** For the old app's log, whose times are always local: the zone given, or else the user's own. */
  readonly logZone: Zone;
}

/** Reads one record of a CSV file in either layout. */
export function readCsvRow(record: CsvRecord, layout: CsvLayout, context: CsvContext): ImportRow {
  if (record.fault === "cell_count") {
    const params = { expected: layout.width, found: record.cells.length };
    return unreadableRow(record.line, { code: record.fault, params });
  }
  if (record.fault === "encoding") return misencodedRow(record.line, record.likely);
  if (record.fault !== undefined) return unreadableRow(record.line, { code: record.fault });
  return new CsvRow(record, layout, context);
}

class CsvRow implements ImportRow {
  readonly line: number;
  readonly user: unknown;
  readonly input: SessionInput;
  readonly #cells: CsvCells;

  constructor(record: CsvRecord, layout: CsvLayout, context: CsvContext) {
    const cells = new CsvCells(record.cells, layout);
    this.line = record.line;
    this.user = cells.trimmed("user");
    this.input =
      layout.source === "own"
        ? readOwn(cells, context)
        : readLogEntry(cells, context.logZone, context);
    this.#cells = cells;
  }

  written(field: string): unknown {
    return this.#cells.text(field);
  }
}

function readOwn(cells: CsvCells, context: SessionInputContext): SessionInput {
  return parseSessionInput(
    {
      id: cells.trimmed("id"),
      start: cells.trimmed("start"),
      end: cells.trimmed("end"),
      duration_minutes: cells.number("duration_minutes"),
      preset: cells.prose("preset"),
      category: cells.prose("category"),
      task: cells.prose("task"),
      rating: cells.number("rating"),
      completed: cells.flag("completed"),
      notes: cells.prose("notes"),
    },
    context,
  );
}
