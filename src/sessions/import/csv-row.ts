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
  /** The user's column mappings for unrecognised tables. */
  readonly mappings: Mappings;
  /** Order of day and month in dates such as 03/02/2026, if the user gives it. */
  readonly dateOrder?: DateOrder | undefined;
  /** Names by id from other files of the same archive. */
  readonly names?: ReadonlyMap<string, string> | undefined;
  /** Zone of the former app's log, whose times are always local: the given zone, or the user's own. */
  readonly logZone: Zone;
}

/** Reads one record of a CSV file in any layout. @param order of day and month in the dates of the whole file */
export function readCsvRow(
  record: CsvRecord,
  layout: CsvLayout,
  context: CsvContext,
  order: DateOrder | undefined,
): ImportRow {
  if (record.fault === "cell_count") {
    if (record.cells.length === layout.table?.totalsWidth) {
      return unreadableRow(record.line, { code: "total" });
    }
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
    // In other programs' tables this column holds one of their own user names.
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

/** Reads a row that is not in one of our own layouts. */
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
