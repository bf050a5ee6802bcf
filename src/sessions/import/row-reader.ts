import type { ImportFormat, RowSource } from "../../domain/import-formats.ts";
import type { UsedMapping } from "../../domain/import-mapping.ts";
import type { ImportRow } from "./import-row.ts";

/** Facts about a file, as far as it has been read. */
export interface FileFacts {
  readonly format: ImportFormat;
  readonly source: RowSource;
  readonly lineCount: number;
  /** What is numbered; lines unless it is a database. */
  readonly unit?: "row" | undefined;
  /** Unrecognised columns. */
  readonly ignoredColumns: readonly string[];
  /** For a table with the user's column mapping. */
  readonly mapping?: UsedMapping | undefined;
}

/** Converts the text of a file, chunk by chunk, to validated rows. */
export interface RowReader extends FileFacts {
  /** Returns the rows that these bytes of UTF-8 complete; consume them before passing the next ones. */
  push(bytes: Buffer): Iterable<ImportRow>;
  /** Returns the rows that only the end of the file completes. */
  end(): Iterable<ImportRow>;
}
