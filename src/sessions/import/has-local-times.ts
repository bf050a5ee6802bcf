import { createReadStream } from "node:fs";
import { openZone } from "../../time/zone.ts";
import type { Mappings } from "./csv-layout.ts";
import { FileReader } from "./file-reader.ts";
import { isLocalTime } from "./import-report.ts";

/** Who begins with offsets seldom goes on without. */
const EXAMINED_BYTES = 262_144;

/** Whether times at the beginning of a file have no zone. A file that cannot be read has none. */
export async function hasLocalTimes(
  path: string,
  nowMs: number,
  mappings: Mappings,
): Promise<boolean> {
  const reader = new FileReader("auto", {
    ...{ nowMs, mappings, zone: undefined },
    logZone: openZone("UTC"),
  });
  try {
    for await (const chunk of createReadStream(path, { end: EXAMINED_BYTES - 1 })) {
      if (hasOne(reader.push(chunk))) return true;
    }
    return hasOne(reader.end());
  } catch {
    // The import itself says what is wrong with the file.
    return false;
  }
}

function hasOne(rows: ReturnType<FileReader["end"]>): boolean {
  for (const { input } of rows) {
    if (!input.ok && input.errors.some(isLocalTime)) return true;
  }
  return false;
}
