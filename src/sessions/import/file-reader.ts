import type { ImportFormat, RowSource } from "../../domain/import-formats.ts";
import { type FieldProblem, ServiceError } from "../../errors.ts";
import { type CsvLayout, readLayout } from "./csv-layout.ts";
import { CsvReader } from "./csv-reader.ts";
import { type CsvContext, readCsvRow } from "./csv-row.ts";
import { refuseKnownHead } from "./formats/known-programs.ts";
import type { TableFormat } from "./formats/table-format.ts";
import type { ImportRow } from "./import-row.ts";
import { type Line, type LineFault, LineSplitter } from "./line-splitter.ts";
import { readNdjsonRow } from "./ndjson-row.ts";
import { PlainText } from "./plain-text.ts";

/**
 * `auto`: NDJSON when the first line begins with a brace, CSV otherwise. Tables of other programs are recognised
 * in CSV files too; one that is named must be recognised.
 */
export type RequestedFormat = ImportFormat | "auto";

/** The line by which some spreadsheets announce the delimiter; it is found without. */
const SEPARATOR_HINT = /^sep=.\r?$/i;

/** How much of a file is looked at to tell what it is. */
const HEAD_CHARACTERS = 4000;

/** Turns the bytes of a file, chunk by chunk, into rows that were read and checked. */
export class FileReader {
  readonly #text = new PlainText();
  readonly #lines = new LineSplitter();
  readonly #context: CsvContext;
  #format: "csv" | "ndjson" | undefined;
  #csv: { readonly layout: CsvLayout; readonly reader: CsvReader } | undefined;
  #table: TableFormat | undefined;
  #expected: ImportFormat | undefined;
  #head = "";
  #lineCount = 0;

  constructor(format: RequestedFormat, context: CsvContext) {
    if (format === "csv" || format === "ndjson") this.#format = format;
    else if (format !== "auto") this.#expected = format;
    this.#context = context;
  }

  get format(): ImportFormat {
    return this.#table?.name ?? this.#format ?? "csv";
  }

  get source(): RowSource {
    return this.#csv?.layout.source ?? "own";
  }

  get lineCount(): number {
    return this.#lineCount;
  }

  get ignoredColumns(): readonly string[] {
    return this.#csv?.layout.ignored ?? [];
  }

  /**
   * The rows that this chunk completes; to be consumed before the next chunk is given. One by one, because
   * garbage that outlives its use is what an import's memory consists of.
   * @throws ServiceError `import_unreadable` when the header of a CSV file cannot be understood
   */
  push(chunk: Uint8Array): Iterable<ImportRow> {
    return this.#readText(this.#text.push(chunk));
  }

  /**
   * The rows that only the end completes.
   * @throws ServiceError `import_unreadable` when a CSV file has no header
   */
  *end(): Iterable<ImportRow> {
    yield* this.#readText(this.#text.end());
    yield* this.#read(this.#lines.end());
    if (this.format === "ndjson") return;
    if (this.#csv === undefined) throw unreadable([{ field: "header", code: "required" }]);
    const { reader, layout } = this.#csv;
    for (const record of reader.end()) yield readCsvRow(record, layout, this.#context);
  }

  #readText(bytes: Buffer): Iterable<ImportRow> {
    if (this.#head.length < HEAD_CHARACTERS) {
      this.#head += bytes.toString("utf8", 0, HEAD_CHARACTERS);
    }
    return this.#read(this.#lines.push(bytes));
  }

  *#read(lines: readonly Line[]): Iterable<ImportRow> {
    this.#lineCount += lines.length;
    const isOpen = this.#format === "ndjson" || this.#csv !== undefined;
    const rest = isOpen ? lines : this.#open(lines);
    if (this.#format === "ndjson") {
      for (const line of rest) {
        const row = readNdjsonRow(line, this.#context);
        if (row !== undefined) yield row;
      }
    } else if (this.#csv !== undefined) {
      const { reader, layout } = this.#csv;
      for (const record of reader.push(rest)) yield readCsvRow(record, layout, this.#context);
    }
  }

  /** Finds out the format and reads the header; answers the lines that follow it. */
  #open(lines: readonly Line[]): readonly Line[] {
    const index = lines.findIndex((line) => line.fault !== undefined || hasContent(line.text));
    const first = lines[index];
    if (first === undefined) return [];
    refuseKnownHead(this.#head.replace(/^\ufeff/, ""));
    this.#format ??= first.text.trimStart().startsWith("{") ? "ndjson" : "csv";
    if (this.#format === "ndjson") return lines.slice(index);
    if (first.fault !== undefined) throw unreadable([headerFault(first.fault, first.likely)]);
    const result = readLayout(first.text.replace(/\r$/, ""));
    if (!result.ok) throw unreadable(result.errors);
    this.#table = result.layout.table;
    if (this.#expected !== undefined && this.#table?.name !== this.#expected) {
      throw unreadable([
        { field: "header", code: "other_format", params: { format: this.#expected } },
      ]);
    }
    this.#csv = { layout: result.layout, reader: new CsvReader(result.layout) };
    return lines.slice(index + 1);
  }
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
