import type { DateOrder } from "../../../domain/date-order.ts";
import type { ForeignFormat } from "../../../domain/import-formats.ts";
import type { RowReading } from "./row-reading.ts";

/** The text of a column without surrounding blanks; `undefined` when blank. */
export type Cell = (column: string) => string | undefined;

export type NameOf = (id: string | undefined) => string | undefined;

/** Header of a column, or its alternatives; `read` uses the first one as the name. */
export type Column = string | readonly string[];

/** Another program's export as a table; one file per format. */
export interface TableFormat {
  /** Name in `--format` and in reports. */
  readonly name: ForeignFormat;
  /** Headers that identify the file; all are required, and others are allowed. */
  readonly columns: readonly Column[];
  /** Headers that vary between files, or are missing in some. */
  readonly optional?: readonly Column[];
  /** Whether a file with these columns is the program's, by all normalised headers. */
  fits?(keys: ReadonlySet<string>): boolean;
  /** Indices of the columns of a file with headers in another language; `undefined` when it is not the program's. */
  translated?(names: readonly string[]): ReadonlyMap<string, number> | undefined;
  /** Columns with ids whose names are in other files of the same archive. */
  readonly named?: readonly string[];
  /** Columns with dates in either order of day and month; one order applies to a whole file. */
  readonly dates?: readonly string[];
  /** Number of cells of a second table with totals, which can follow. */
  readonly totalsWidth?: number;
  /** Whether the file contains only totals; it is then rejected. */
  readonly hasTotalsOnly?: boolean;
  /**
   * @param order of day and month in the file's dates; `undefined` when none of them is ambiguous
   * @param nameOf returns the name of an id in a `named` column
   */
  read(cell: Cell, order: DateOrder | undefined, nameOf: NameOf): RowReading;
}
