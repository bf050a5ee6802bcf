import type { Zone } from "../../time/zone.ts";
import {
  parseSessionInput,
  type SessionInput,
  type SessionInputContext,
} from "../input/session-input.ts";
import { CsvCells } from "./csv-cells.ts";
import type { CsvLayout } from "./csv-layout.ts";
import type { CsvRecord } from "./csv-reader.ts";
import { readTableRow } from "./formats/read-table-row.ts";
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
    // In the tables of other programs it is a name of theirs.
    this.user = layout.table === undefined ? cells.trimmed("user") : undefined;
    this.input = readInput(cells, layout, context);
    this.#cells = cells;
  }

  written(field: string): unknown {
    return this.#cells.text(field);
  }
}

function readInput(cells: CsvCells, layout: CsvLayout, context: CsvContext): SessionInput {
  if (layout.table !== undefined) return readTableRow(cells, layout.table, context);
  if (layout.source === "own") return readOwn(cells, context);
  return readLogEntry(cells, context.logZone, context);
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
