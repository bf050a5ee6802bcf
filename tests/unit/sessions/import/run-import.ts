import assert from "node:assert/strict";
import { ServiceError } from "../../../../src/errors.ts";
import {
  type ImportOptions,
  importService,
} from "../../../../src/sessions/import/import-sessions.ts";
import { openZone } from "../../../../src/time/zone.ts";
import { MemoryMappings, MemoryTarget } from "./memory-target.ts";

export const nowMs = Date.parse("2026-06-01T12:00:00Z");
export const IMPORT_ID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
export const prague = openZone("Europe/Prague");

async function* chunksOf(content: string | Uint8Array, bytes = 1 << 16) {
  const all = Buffer.from(content);
  for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
}

export function run(
  content: string | Uint8Array,
  options: Partial<ImportOptions> = {},
  target = new MemoryTarget(),
  chunkBytes?: number,
) {
  const service = importService({
    sessions: target,
    imports: target,
    mappings: new MemoryMappings(),
    clock: { now: () => nowMs },
    zoneOf: () => prague,
    newId: () => IMPORT_ID,
    restoreCheckin: async () => "imported",
    restoreChoices: async () => ({ imported: 0, unchanged: 0, conflicts: 0 }),
  });
  return service.importSessions(chunksOf(content, chunkBytes), {
    format: "csv",
    userId: "default",
    ...options,
  });
}

/** Problems as `line field code`. */
export function told(problems: readonly { line: number; field: string; code: string }[]): string[] {
  return problems.map(({ line, field, code }) => `${line} ${field} ${code}`);
}

/** A CSV file with one session an hour. */
export function hourly(rows: number): string {
  const lines = Array.from({ length: rows }, (_, hour) => new Date(hour * 3_600_000).toISOString());
  return `start,duration_minutes\n${lines.map((start) => `${start},25\n`).join("")}`;
}

export async function unreadable(content: string | Uint8Array): Promise<string[]> {
  const error = await run(content).then(
    () => assert.fail("the file was read"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ServiceError);
  assert.equal(error.code, "import_unreadable");
  return error.fields.map(({ field, code }) => `${field} ${code}`);
}
