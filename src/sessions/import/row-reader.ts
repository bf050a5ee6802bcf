import type { ImportFormat, RowSource } from "../../domain/import-formats.ts";
import type { UsedMapping } from "../../domain/import-mapping.ts";
import type { ImportRow } from "./import-row.ts";

/** What is known of a file, as far as it has been read. */
export interface FileFacts {
  readonly format: ImportFormat;
  readonly source: RowSource;
  readonly lineCount: number;
  /** Columns that mean nothing to us. */
  readonly ignoredColumns: readonly string[];
  /** Of a table whose columns the user has named. */
  readonly mapping?: UsedMapping | undefined;
}

/** Turns the text of a file, piece by piece, into rows that were read and checked. */
export interface RowReader extends FileFacts {
  /** The rows that these bytes of UTF-8 complete; to be consumed before the next ones are given. */
  push(bytes: Buffer): Iterable<ImportRow>;
  /** The rows that only the end completes. */
  end(): Iterable<ImportRow>;
}
