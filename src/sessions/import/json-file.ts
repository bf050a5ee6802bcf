import type { RowSource } from "../../domain/import-formats.ts";
import type { SessionInputContext } from "../input/session-input.ts";
import { foreignRow } from "./foreign-row.ts";
import type { JsonFormat, JsonReading } from "./formats/json-format.ts";
import { type ImportRow, misencodedRow, unreadableRow } from "./import-row.ts";
import { JsonFault, JsonScanner } from "./json/json-scanner.ts";
import type { RowReader } from "./row-reader.ts";

/** Reads another program's JSON document. If it is truncated, the rows before the break are kept. */
export class JsonFile implements RowReader {
  readonly format;
  readonly source: RowSource;
  readonly ignoredColumns: readonly string[] = [];
  readonly #scanner: JsonScanner;
  readonly #reading: JsonReading;
  readonly #context: SessionInputContext;
  #isBroken = false;

  /** @param isSequence whether the values of the program's list are separate documents, such as one per line */
  constructor(format: JsonFormat, context: SessionInputContext, isSequence = false) {
    this.format = format.name;
    this.source = format.name === "json" ? "own" : format.name;
    this.#scanner = new JsonScanner((path) => format.choose(path), isSequence);
    this.#reading = format.open();
    this.#context = context;
  }

  get lineCount(): number {
    return this.#scanner.lineCount;
  }

  *push(bytes: Buffer): Iterable<ImportRow> {
    if (this.#isBroken) return;
    try {
      for (const value of this.#scanner.push(bytes)) {
        if (value.likely !== undefined) yield misencodedRow(value.line, value.likely);
        else for (const row of this.#reading.take(value)) yield foreignRow(row, this.#context);
      }
    } catch (error) {
      yield this.#break(error);
    }
  }

  *end(): Iterable<ImportRow> {
    if (!this.#isBroken) {
      try {
        this.#scanner.end();
      } catch (error) {
        yield this.#break(error);
      }
    }
    for (const row of this.#reading.end()) yield foreignRow(row, this.#context);
  }

  #break(error: unknown): ImportRow {
    if (!(error instanceof JsonFault)) throw error;
    this.#isBroken = true;
    const { line, column } = error;
    return unreadableRow(line, { code: "json_from", params: { line, column } });
  }
}
