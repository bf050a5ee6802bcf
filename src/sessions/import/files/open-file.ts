import type { CsvContext } from "../csv-row.ts";
import type { RequestedFormat } from "../requested-format.ts";
import { unreadableFile } from "../unreadable-file.ts";
import { KIND_BYTES, kindOf } from "./file-kind.ts";
import { type OpenedFile, single } from "./opened-file.ts";
import { peek } from "./peek.ts";
import { sqlitePart } from "./sqlite-part.ts";
import { textPart } from "./text-part.ts";
import { openZip } from "./zip-file.ts";

/**
 * Recognises a file: a text, another program's database, or a ZIP archive of such files.
 * @throws ServiceError `import_unreadable` for an unreadable database or archive; an unreadable text is detected while
 *   it is read
 * @throws the error of `source`
 */
export async function openFile(
  source: AsyncIterable<Uint8Array>,
  format: RequestedFormat,
  context: CsvContext,
): Promise<OpenedFile> {
  const { head, whole } = await peek(source, KIND_BYTES);
  const kind = kindOf(head);
  if (kind === "zip") return openZip(whole, format, context);
  if (format === "zip") throw unreadableFile("not_zip");
  const part =
    kind === "sqlite" ? await sqlitePart(whole, format, context) : textPart(whole, format, context);
  return single(part);
}
