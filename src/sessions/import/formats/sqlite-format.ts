import type { ForeignRow, ForeignValue } from "../../../db/foreign-tables.ts";
import type { ForeignFormat } from "../../../domain/import-formats.ts";
import type { RowReading } from "./row-reading.ts";

/** Another program's SQLite database; one file per format. */
export interface SqliteFormat {
  /** Name in `--format` and in reports. */
  readonly name: ForeignFormat;
  /** The table that identifies the program and contains the rows. */
  readonly table: string;
  /** Columns that the table must have. */
  readonly columns: readonly string[];
  /** Tables with the names that rows refer to by the column `id`. */
  readonly lookups?: readonly { readonly table: string; readonly columns: readonly string[] }[];
  /** @param find returns the row of a lookup table with an id */
  read(row: ForeignRow, find: FindRow): RowReading;
}

export type FindRow = (table: string, id: ForeignValue | undefined) => ForeignRow | undefined;
