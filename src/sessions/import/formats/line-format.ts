import type { ForeignFormat } from "../../../domain/import-formats.ts";
import type { FoundRow } from "./row-reading.ts";

/** Another program's text format that is neither a table nor JSON; one file per format. */
export interface LineFormat {
  /** Name in `--format` and in reports. */
  readonly name: ForeignFormat;
  /** Whether a text is in this format, by its first characters (one or more whole lines). */
  recognises(beginning: string): boolean;
  /** Starts reading a file. @param nowMs end of recurrences that have none */
  open(nowMs: number): LineReading;
}

/** State of reading one file, in bounded memory. */
export interface LineReading {
  take(line: string, number: number): Iterable<FoundRow>;
  /** Notes that a line could not be read and was reported; a record around it is then incomplete. */
  miss?(): void;
  /** Returns rows that only the complete file determines. */
  end(): Iterable<FoundRow>;
}
