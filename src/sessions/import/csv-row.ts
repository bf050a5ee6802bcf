import type { DateOrder } from "../../domain/date-order.ts";
import type { Zone } from "../../time/zone.ts";
import {
  parseSessionInput,
  type SessionInput,
  type SessionInputContext,
} from "../input/session-input.ts";
import { CsvCells } from "./csv-cells.ts";
import type { CsvLayout, Mappings } from "./csv-layout.ts";
import type { CsvRecord } from "./csv-reader.ts";
import { keyOf, readForeign } from "./foreign-row.ts";
import { isAmbiguousDate } from "./formats/date-order.ts";
import type { RowReading } from "./formats/row-reading.ts";
import type { TableFormat } from "./formats/table-format.ts";
import { headerKey } from "./header-key.ts";
import { type ImportRow, misencodedRow, unreadableRow } from "./import-row.ts";
import { readLogEntry } from "./log-entry.ts";
import { readMappedRow } from "./mapping/mapped-row.ts";

export interface CsvContext extends SessionInputContext {
  /** What the user has said about the columns of tables that nobody knows. */
  readonly mappings: Mappings;
  /** How dates such as 03/02/2026 are meant, where the user says so. */
  readonly dateOrder?: DateOrder | undefined;
  /** What other files of the same archive call what a table knows by ids. */
  readonly names?: ReadonlyMap<string, string> | undefined;
  /** For the old app's log, whose times are always local: the zone given, or else the user's own. */
  readonly logZone: Zone;
}

/** Reads one record of a CSV file in any layout. @param order in which the dates of the whole file are written */
export function readCsvRow(
  record: CsvRecord,
  layout: CsvLayout,
  context: CsvContext,
  order: DateOrder | undefined,
): ImportRow {
  if (record.fault === "cell_count") {
    const params = { expected: layout.width, found: record.cells.length };
    return unreadableRow(record.line, { code: record.fault, params });
  }
  if (record.fault === "encoding") return misencodedRow(record.line, record.likely);
  if (record.fault !== undefined) return unreadableRow(record.line, { code: record.fault });
  return new CsvRow(record, layout, context, order);
}

class CsvRow implements ImportRow {
  readonly line: number;
  readonly user: unknown;
  readonly key: string | undefined;
  readonly input: SessionInput;
  readonly #cells: CsvCells;

  constructor(
    record: CsvRecord,
    layout: CsvLayout,
    context: CsvContext,
    order: DateOrder | undefined,
  ) {
    const cells = new CsvCells(record.cells, layout);
    this.line = record.line;
    // In the tables of other programs it is a name of theirs.
    this.user = layout.table === undefined ? cells.trimmed("user") : undefined;
    const reading = readOtherRow(cells, layout, order, context);
    this.key = reading === undefined ? undefined : keyOf(reading);
    this.input =
      reading === undefined ? readInput(cells, layout, context) : readForeign(reading, context);
    this.#cells = cells;
  }

  written(field: string): unknown {
    return this.#cells.text(field);
  }
}

/** The reading of a row that is not in a layout of ours. */
function readOtherRow(
  cells: CsvCells,
  { table, mapping, lengthHeader }: CsvLayout,
  order: DateOrder | undefined,
  { names }: CsvContext,
): RowReading | undefined {
  if (mapping !== undefined) return readMappedRow(cells, lengthHeader, order);
  return table === undefined ? undefined : readTableRow(cells, table, order, names);
}

function readTableRow(
  cells: CsvCells,
  table: TableFormat,
  order: DateOrder | undefined,
  names: ReadonlyMap<string, string> | undefined,
): RowReading {
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : names?.get(id));
  const cell = (column: string) => cells.trimmed(headerKey(column));
  const isOpen =
    order === undefined && table.dates?.some((name) => isAmbiguousDate(cell(name) ?? ""));
  return isOpen ? { fault: "date_order" } : table.read(cell, order, nameOf);
}

function readInput(cells: CsvCells, layout: CsvLayout, context: CsvContext): SessionInput {
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
