import type { ImportFormat, RowSource } from "../../domain/import-formats.ts";
import type { UsedMapping } from "../../domain/import-mapping.ts";
import type { CsvContext } from "./csv-row.ts";
import { Head } from "./head.ts";
import type { ImportRow } from "./import-row.ts";
import { PlainText } from "./plain-text.ts";
import type { TextFormat } from "./requested-format.ts";
import type { FileFacts, RowReader } from "./row-reader.ts";

/** Converts the bytes of a text file, chunk by chunk, to validated rows. */
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

  /** The user's column mapping, for an unrecognised table. */
  get mapping(): UsedMapping | undefined {
    return this.#rows?.mapping;
  }

  /**
   * Returns the rows that this chunk completes; consume them before passing the next chunk. They are generated one by
   * one, because garbage that survives its use dominates the memory of an import.
   * @throws ServiceError `import_unreadable` when the kind of file is not recognised
   */
  push(chunk: Uint8Array): Iterable<ImportRow> {
    return this.#read(this.#text.push(chunk), false);
  }

  /**
   * Returns the rows that only the end of the file completes.
   * @throws ServiceError `import_unreadable` when the file contains nothing readable
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
