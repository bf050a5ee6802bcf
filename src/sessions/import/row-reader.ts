import type { ImportFormat, RowSource } from "../../domain/import-formats.ts";
import type { UsedMapping } from "../../domain/import-mapping.ts";
import type { ImportRow } from "./import-row.ts";

/** Turns the text of a file, piece by piece, into rows that were read and checked. */
export interface RowReader {
  readonly format: ImportFormat;
  readonly source: RowSource;
  readonly lineCount: number;
  /** Columns that mean nothing to us. */
  readonly ignoredColumns: readonly string[];
  /** Of a table whose columns the user has named. */
  readonly mapping?: UsedMapping | undefined;
  /** The rows that these bytes of UTF-8 complete; to be consumed before the next ones are given. */
  push(bytes: Buffer): Iterable<ImportRow>;
  /** The rows that only the end completes. */
  end(): Iterable<ImportRow>;
}
