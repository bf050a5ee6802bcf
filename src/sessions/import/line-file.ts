import type { SessionInputContext } from "../input/session-input.ts";
import { foreignRow } from "./foreign-row.ts";
import type { LineFormat, LineReading } from "./formats/line-format.ts";
import { type ImportRow, misencodedRow, unreadableRow } from "./import-row.ts";
import { type Line, LineSplitter } from "./line-splitter.ts";
import type { RowReader } from "./row-reader.ts";

/** Reads another program's text, whose rows are lines or groups of lines. */
export class LineFile implements RowReader {
  readonly format;
  readonly source;
  readonly ignoredColumns: readonly string[] = [];
  readonly #lines = new LineSplitter();
  readonly #reading: LineReading;
  readonly #context: SessionInputContext;
  lineCount = 0;

  constructor(format: LineFormat, context: SessionInputContext) {
    this.format = format.name;
    this.source = format.name;
    this.#reading = format.open(context.nowMs);
    this.#context = context;
  }

  push(bytes: Buffer): Iterable<ImportRow> {
    return this.#read(this.#lines.push(bytes));
  }

  *end(): Iterable<ImportRow> {
    yield* this.#read(this.#lines.end());
    for (const row of this.#reading.end()) yield foreignRow(row, this.#context);
  }

  *#read(lines: readonly Line[]): Iterable<ImportRow> {
    this.lineCount += lines.length;
    for (const line of lines) {
      const { number, fault, likely } = line;
      if (fault !== undefined) this.#reading.miss?.();
      if (fault === "encoding") yield misencodedRow(number, likely);
      else if (fault !== undefined) yield unreadableRow(number, { code: fault });
      else {
        const text = line.text.endsWith("\r") ? line.text.slice(0, -1) : line.text;
        for (const row of this.#reading.take(text, number)) yield foreignRow(row, this.#context);
      }
    }
  }
}
