import type { CsvContext } from "../csv-row.ts";
import { FileReader } from "../file-reader.ts";
import type { TextFormat } from "../requested-format.ts";
import type { FilePart } from "./opened-file.ts";

/** A text, read as a stream. */
export function textPart(
  source: AsyncIterable<Uint8Array>,
  format: TextFormat,
  context: CsvContext,
): FilePart {
  const reader = new FileReader(format, context);
  return {
    facts: reader,
    async *rows() {
      for await (const chunk of source) yield reader.push(chunk);
      yield reader.end();
    },
  };
}
