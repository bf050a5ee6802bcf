import type { ForeignFormat } from "../../../domain/import-formats.ts";
import type { FoundRow } from "./row-reading.ts";

/** The text of another program that is neither a table nor JSON: one file each. */
export interface LineFormat {
  /** As `--format` and reports name it. */
  readonly name: ForeignFormat;
  /** As people name the program. */
  readonly program: string;
  /** Whether this is its file, by its first characters; one or more whole lines. */
  recognises(beginning: string): boolean;
  /** Begins a file. @param nowMs what recurs without end recurs until then */
  open(nowMs: number): LineReading;
}

/** The reading of one file, in bounded memory. */
export interface LineReading {
  take(line: string, number: number): Iterable<FoundRow>;
  /** What only the whole file tells. */
  end(): Iterable<FoundRow>;
}
