import type { ForeignRow } from "../../../db/foreign-tables.ts";
import type { ForeignFormat } from "../../../domain/import-formats.ts";
import type { RowReading } from "./row-reading.ts";

/** Another program's SQLite database; one file per format. */
export interface SqliteFormat {
  /** Name in `--format` and in reports. */
  readonly name: ForeignFormat;
  /** Name of the program for people. */
  readonly program: string;
  /** The table that identifies the program and contains the rows. */
  readonly table: string;
  /** Columns that the table must have. */
  readonly columns: readonly string[];
  read(row: ForeignRow): RowReading;
}
