import type { ForeignRow } from "../../../db/foreign-tables.ts";
import type { ForeignFormat } from "../../../domain/import-formats.ts";
import type { RowReading } from "./row-reading.ts";

/** The database of another program, a SQLite file: one file each. */
export interface SqliteFormat {
  /** As `--format` and reports name it. */
  readonly name: ForeignFormat;
  /** As people name the program. */
  readonly program: string;
  /** The table by which it is known and from which rows are read, with the columns that it must have. */
  readonly table: string;
  readonly columns: readonly string[];
  read(row: ForeignRow): RowReading;
}
