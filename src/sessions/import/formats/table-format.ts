import type { ImportFormat } from "../../../domain/import-formats.ts";
import type { RawInput } from "../../input/field-readers.ts";

/** The text of a column, without blanks around; `undefined` when blank. */
export type Cell = (column: string) => string | undefined;

/** A session as a row has it; more than one where times leave open on which day the end is, the likeliest first. */
export type RowReading =
  | { readonly sessions: readonly RawInput[] }
  | { readonly fault: "running" | "zero_length" | "no_clock_time" };

/** The export of another program as a table: one file each. */
export interface TableFormat {
  /** As `--format` and reports name it. */
  readonly name: Exclude<ImportFormat, "csv" | "ndjson">;
  /** As people name the program. */
  readonly program: string;
  /** Headers by which the file is known; all must be there. Further ones are allowed. */
  readonly columns: readonly string[];
  read(cell: Cell): RowReading;
}
