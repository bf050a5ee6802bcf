import type { ImportFormat, RowSource } from "../../domain/import-formats.ts";
import type { UsedMapping } from "../../domain/import-mapping.ts";
import type { CsvContext } from "./csv-row.ts";
import { Head } from "./head.ts";
import type { ImportRow } from "./import-row.ts";
import { PlainText } from "./plain-text.ts";
import type { TextFormat } from "./requested-format.ts";
import type { FileFacts, RowReader } from "./row-reader.ts";

/** Turns the bytes of a text file, chunk by chunk, into rows that were read and checked. */
export class FileReader implements FileFacts {
  readonly #text = new PlainText();
  readonly #head: Head;
  #rows: RowReader | undefined;

  constructor(format: TextFormat, context: CsvContext) {
    this.#head = new Head(format, context);
  }

  get format(): ImportFormat {
    return this.#rows?.format ?? "csv";
  }

  get source(): RowSource {
    return this.#rows?.source ?? "own";
  }

  get lineCount(): number {
    return this.#rows?.lineCount ?? 0;
  }

  get ignoredColumns(): readonly string[] {
    return this.#rows?.ignoredColumns ?? [];
  }

  /** The columns that the user has named, where they are those of a table that nobody knows. */
  get mapping(): UsedMapping | undefined {
    return this.#rows?.mapping;
  }

  /**
   * The rows that this chunk completes; to be consumed before the next chunk is given. One by one, because
   * garbage that outlives its use is what an import's memory consists of.
   * @throws ServiceError `import_unreadable` when it cannot be understood what the file is
   */
  push(chunk: Uint8Array): Iterable<ImportRow> {
    return this.#read(this.#text.push(chunk), false);
  }

  /**
   * The rows that only the end completes.
   * @throws ServiceError `import_unreadable` when the file holds nothing that could be read
   */
  *end(): Iterable<ImportRow> {
    yield* this.#read(this.#text.end(), true);
    if (this.#rows !== undefined) yield* this.#rows.end();
  }

  #read(text: Buffer, isEnd: boolean): Iterable<ImportRow> {
    if (this.#rows !== undefined) return this.#rows.push(text);
    const opened = this.#head.add(text, isEnd);
    if (opened === undefined) return [];
    this.#rows = opened.rows;
    return opened.rows.push(opened.text);
  }
}
