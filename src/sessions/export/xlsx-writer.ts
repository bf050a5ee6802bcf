import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Session } from "../../domain/session.ts";
import type { Zone } from "../../time/zone.ts";
import type { ExportWriter } from "./export-writer.ts";
import { CONTENT_TYPES, RELATIONS, STYLES, WORKBOOK, WORKBOOK_RELATIONS } from "./xlsx-parts.ts";
import { sheetEnd, sheetRow, sheetStart } from "./xlsx-sheet.ts";

/** Maximum number of rows of a sheet, including the header. */
const MAX_ROWS = 1_048_576;

/** A workbook with one sheet, compressed while the sessions are read. */
export const xlsxWriter: ExportWriter = {
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  extension: "xlsx",
  async *write({ sessions, zone }) {
    const iterator = sessions[Symbol.asyncIterator]();
    const first = await iterator.next();
    const sheet = Readable.from(sheetOf(first, iterator, zone), { objectMode: false });
    const zip = new ZipFile();
    const output = Readable.from(zip.outputStream);
    // An error while reading destroys the output, so that an incomplete workbook is not taken for a complete one.
    const fail = (error: unknown) =>
      output.destroy(error instanceof Error ? error : new Error(String(error)));
    zip.on("error", fail);
    sheet.once("error", fail);
    for (const [path, text] of Object.entries({
      "[Content_Types].xml": CONTENT_TYPES,
      "_rels/.rels": RELATIONS,
      "xl/workbook.xml": WORKBOOK,
      "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS,
      "xl/styles.xml": STYLES,
    })) {
      zip.addBuffer(Buffer.from(text), path);
    }
    zip.addReadStream(sheet, "xl/worksheets/sheet1.xml");
    zip.end();
    try {
      for await (const chunk of output) yield Buffer.from(chunk);
    } finally {
      sheet.destroy();
      await iterator.return?.();
    }
  },
};

async function* sheetOf(
  first: IteratorResult<readonly Session[]>,
  rest: AsyncIterator<readonly Session[]>,
  zone: Zone,
): AsyncIterable<string> {
  yield sheetStart();
  let rows = 1;
  for (let next = first; next.done !== true; next = await rest.next()) {
    const shown = next.value.slice(0, MAX_ROWS - rows);
    rows += shown.length;
    yield shown.map((session) => sheetRow(session, zone)).join("");
  }
  yield sheetEnd();
}
