import type { ForeignFormat, ImportFormat, RowSource } from "../../domain/import-formats.ts";
import type { UsedMapping } from "../../domain/import-mapping.ts";
import { type FieldProblem, ServiceError } from "../../errors.ts";
import { type CsvLayout, type Mappings, readLayout } from "./csv-layout.ts";
import { CsvReader, type CsvRecord } from "./csv-reader.ts";
import { type CsvContext, readCsvRow } from "./csv-row.ts";
import { DateOrderGate } from "./formats/date-order.ts";
import { headerKey } from "./header-key.ts";
import type { ImportRow } from "./import-row.ts";
import { type Line, type LineFault, LineSplitter } from "./line-splitter.ts";
import { dateColumns } from "./mapping/mapped-layout.ts";
import { readNdjsonRow } from "./ndjson-row.ts";
import { PersonFile } from "./person-row.ts";
import type { RowReader } from "./row-reader.ts";

/**
 * The line with which some spreadsheets declare the delimiter. It is skipped, because the delimiter is detected anyway.
 */
const SEPARATOR_HINT = /^sep=.\r?$/i;

interface OpenTable {
  readonly layout: CsvLayout;
  readonly reader: CsvReader;
  readonly gate: DateOrderGate;
}

/** Reads a CSV file (ours or another program's) or NDJSON, in which a row is one or a few lines. */
export class TableFile implements RowReader {
  readonly #lines = new LineSplitter();
  readonly #context: CsvContext;
  readonly #expected: ForeignFormat | undefined;
  readonly #person = new PersonFile();
  #format: "csv" | "ndjson" | undefined;
  #csv: OpenTable | undefined;
  #lineCount = 0;

  /** @param format `auto`: NDJSON when the first line begins with a brace, otherwise CSV */
  constructor(format: "auto" | "csv" | "ndjson" | ForeignFormat, context: CsvContext) {
    if (format === "csv" || format === "ndjson") this.#format = format;
    else if (format !== "auto") this.#expected = format;
    this.#context = context;
  }

  get format(): ImportFormat {
    return this.#csv?.layout.table?.name ?? this.#format ?? "csv";
  }

  get source(): RowSource {
    return this.#csv?.layout.source ?? "own";
  }

  get lineCount(): number {
    return this.#lineCount;
  }

  get ignoredColumns(): readonly string[] {
    if (this.#csv === undefined) return [];
    const { ignored, table } = this.#csv.layout;
    return this.#context.names === undefined ? [...ignored, ...(table?.named ?? [])] : ignored;
  }

  get mapping(): UsedMapping | undefined {
    return this.#csv?.layout.mapping;
  }

  /** @throws ServiceError `import_unreadable` when the header of a CSV file is not recognised */
  push(bytes: Buffer): Iterable<ImportRow> {
    return this.#read(this.#lines.push(bytes));
  }

  /** @throws ServiceError `import_unreadable` when a CSV file has no header */
  *end(): Iterable<ImportRow> {
    yield* this.#read(this.#lines.end());
    if (this.format === "ndjson") return;
    if (this.#csv === undefined) throw unreadable([{ field: "header", code: "required" }]);
    const { reader, gate } = this.#csv;
    yield* this.#readRecords(reader.end(), this.#csv);
    for (const record of gate.end()) yield this.#row(record, this.#csv);
  }

  *#read(lines: readonly Line[]): Iterable<ImportRow> {
    this.#lineCount += lines.length;
    const isOpen = this.#format === "ndjson" || this.#csv !== undefined;
    const rest = isOpen ? lines : this.#open(lines);
    if (this.#format === "ndjson") {
      for (const line of rest) {
        const row = readNdjsonRow(line, this.#context, this.#person);
        if (row !== undefined) yield row;
      }
    } else if (this.#csv !== undefined) {
      yield* this.#readRecords(this.#csv.reader.push(rest), this.#csv);
    }
  }

  *#readRecords(records: Iterable<CsvRecord>, table: OpenTable): Iterable<ImportRow> {
    for (const record of records) {
      for (const settled of table.gate.add(record)) yield this.#row(settled, table);
    }
  }

  #row(record: CsvRecord, { layout, gate }: OpenTable): ImportRow {
    return readCsvRow(record, layout, this.#context, gate.order);
  }

  /** A named program has precedence over stored column mappings. */
  #mappings(): Mappings {
    const { mappings } = this.#context;
    return this.#expected === undefined ? mappings : { ...mappings, remembered: new Map() };
  }

  /** Determines the format and reads the header; returns the lines after it. */
  #open(lines: readonly Line[]): readonly Line[] {
    const index = lines.findIndex((line) => line.fault !== undefined || hasContent(line.text));
    const first = lines[index];
    if (first === undefined) return [];
    if (this.#context.mappings.given !== undefined) this.#format ??= "csv";
    this.#format ??= first.text.trimStart().startsWith("{") ? "ndjson" : "csv";
    if (this.#format === "ndjson") return lines.slice(index);
    if (first.fault !== undefined) throw unreadable([headerFault(first.fault, first.likely)]);
    const result = readLayout(first.text.replace(/\r$/, ""), this.#mappings());
    if (!result.ok) throw unreadable(result.errors);
    const { layout } = result;
    if (this.#expected !== undefined && layout.table?.name !== this.#expected) {
      throw unreadable([
        { field: "header", code: "other_format", params: { format: this.#expected } },
      ]);
    }
    const { nowMs, dateOrder } = this.#context;
    const gate = new DateOrderGate(datesOf(layout), nowMs, dateOrder);
    this.#csv = { layout, reader: new CsvReader(layout), gate };
    return lines.slice(index + 1);
  }
}

/** Columns with dates in which the order of day and month can vary. */
function datesOf({ table, mapping, columns }: CsvLayout): number[] {
  if (mapping !== undefined) return dateColumns(columns);
  return (table?.dates ?? [])
    .map((name) => columns.get(headerKey(name)))
    .filter((index) => index !== undefined);
}

function hasContent(text: string): boolean {
  return text.trim() !== "" && !SEPARATOR_HINT.test(text);
}

function headerFault(code: LineFault, likely = ""): FieldProblem {
  if (code !== "encoding") return { field: "header", code };
  return { field: "header", code, params: { likely } };
}

function unreadable(fields: readonly FieldProblem[]): ServiceError {
  return new ServiceError("import_unreadable", { fields });
}
