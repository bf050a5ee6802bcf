import { createReadStream } from "node:fs";
import { openZone } from "../../time/zone.ts";
import type { Mappings } from "./csv-layout.ts";
import { KIND_BYTES, kindOf } from "./files/file-kind.ts";
import { openFile } from "./files/open-file.ts";
import { peek } from "./files/peek.ts";
import { isLocalTime } from "./import-report.ts";
import type { ImportRow } from "./import-row.ts";

/** Number of bytes examined. A file whose first times have offsets rarely continues without. */
const EXAMINED_BYTES = 262_144;

/** Whether times at the beginning of a file have no zone. False for an unreadable file. */
export async function hasLocalTimes(
  path: string,
  nowMs: number,
  mappings: Mappings,
): Promise<boolean> {
  const context = { ...{ nowMs, mappings, zone: undefined }, logZone: openZone("UTC") };
  try {
    const { head } = await peek(createReadStream(path, { end: KIND_BYTES - 1 }), KIND_BYTES);
    // An archive is read completely, because its directory is at the end.
    const end = kindOf(head) === "text" ? EXAMINED_BYTES - 1 : Number.POSITIVE_INFINITY;
    const { parts } = await openFile(createReadStream(path, { end }), "auto", context);
    for (const part of parts) {
      for await (const rows of part.rows()) if (hasOne(rows)) return true;
    }
  } catch {
    // The import itself reports faults of the file.
  }
  return false;
}

function hasOne(rows: Iterable<ImportRow>): boolean {
  for (const { input } of rows) {
    if (!input.ok && input.errors.some(isLocalTime)) return true;
  }
  return false;
}
