import type { DateOrder } from "../../../domain/date-order.ts";
import type { ForeignFormat } from "../../../domain/import-formats.ts";
import type { RowReading } from "./row-reading.ts";

/** The text of a column, without blanks around; `undefined` when blank. */
export type Cell = (column: string) => string | undefined;

export type NameOf = (id: string | undefined) => string | undefined;

/** The header of a column; of several the first is the name by which `read` asks for it. */
export type Column = string | readonly string[];

/** The export of another program as a table: one file each. */
export interface TableFormat {
  /** As `--format` and reports name it. */
  readonly name: ForeignFormat;
  /** As people name the program. */
  readonly program: string;
  /** Headers by which the file is known; all must be there. Further ones are allowed. */
  readonly columns: readonly Column[];
  /** Headers that are called otherwise in some files, and that some files lack. */
  readonly optional?: readonly Column[];
  /** Whether a file with these columns is the program's, by the keys of all its headers. */
  fits?(keys: ReadonlySet<string>): boolean;
  /**
   * The columns of a file whose headers are in another language, and where they are; `undefined` where it is not the
   * program's.
   */
  translated?(names: readonly string[]): ReadonlyMap<string, number> | undefined;
  /** Columns with ids that other files of the same archive name; without those they mean nothing. */
  readonly named?: readonly string[];
  /** Columns with dates whose parts may be in either order: one order holds for a whole file. */
  readonly dates?: readonly string[];
  /** Whether the file has sums only; it is refused then. */
  readonly hasTotalsOnly?: boolean;
  /**
   * @param order in which the dates of the file are written; `undefined` where none of them can be read in two
   * @param nameOf what an id of a `named` column stands for
   */
  read(cell: Cell, order: DateOrder | undefined, nameOf: NameOf): RowReading;
}
