import type { ForeignFormat } from "../../../domain/import-formats.ts";
import type { JsonChoice, JsonPath, TakenValue } from "../json/json-scanner.ts";
import type { JsonShape } from "../json/json-shape.ts";
import type { FoundRow } from "./row-reading.ts";

/** Another program's export as a JSON document; one file per format. */
export interface JsonFormat {
  /** Name in `--format` and in reports. */
  readonly name: ForeignFormat | "json";
  /** Whether a document is this export, by its first members and characters. */
  recognises(shape: JsonShape, beginning: string): boolean;
  /** Whether the export contains only totals, by its first members; such a file is rejected. */
  hasTotalsOnly?(shape: JsonShape): boolean;
  /** Selects the values of the document to read. */
  choose(path: JsonPath): JsonChoice;
  /** Starts reading a document. */
  open(): JsonReading;
}

/** State of reading one document, in bounded memory. */
export interface JsonReading {
  take(value: TakenValue): Iterable<FoundRow>;
  /** Returns rows that only the complete document determines. */
  end(): Iterable<FoundRow>;
}
