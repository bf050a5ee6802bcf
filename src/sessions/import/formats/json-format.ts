import type { ForeignFormat } from "../../../domain/import-formats.ts";
import type { JsonChoice, JsonPath, TakenValue } from "../json/json-scanner.ts";
import type { JsonShape } from "../json/json-shape.ts";
import type { FoundRow } from "./row-reading.ts";

/** The export of another program as a JSON document: one file each. */
export interface JsonFormat {
  /** As `--format` and reports name it. */
  readonly name: ForeignFormat | "json";
  /** As people name the program. */
  readonly program: string;
  /** Whether this is its file, by the members that it begins with and by its first characters. */
  recognises(shape: JsonShape, beginning: string): boolean;
  /** Whether this export has sums only, by the members that it begins with; such a file is refused. */
  hasTotalsOnly?(shape: JsonShape): boolean;
  /** Which values of the document are wanted. */
  choose(path: JsonPath): JsonChoice;
  /** Begins a document. */
  open(): JsonReading;
}

/** The reading of one document, in bounded memory. */
export interface JsonReading {
  take(value: TakenValue): Iterable<FoundRow>;
  /** What only the whole document tells. */
  end(): Iterable<FoundRow>;
}
