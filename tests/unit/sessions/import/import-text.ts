import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { ServiceError } from "../../../../src/errors.ts";
import type { ImportReport } from "../../../../src/sessions/import/import-report.ts";
import {
  type ImportOptions,
  importService,
} from "../../../../src/sessions/import/import-sessions.ts";
import { openZone } from "../../../../src/time/zone.ts";
import { MemoryMappings, MemoryTarget } from "./memory-target.ts";

const prague = openZone("Europe/Prague");
const nowMs = Date.parse("2026-06-01T12:00:00Z");

export interface Imported {
  readonly format: string;
  /** By start: start in UTC, seconds, category, task and notes. */
  readonly sessions: readonly string[];
  /** Lines and codes. */
  readonly faults: readonly string[];
  readonly unchanged: number;
}

/** Imports a file, given to the reader in pieces of a size, in June 2026. */
export async function importText(
  content: string | Buffer,
  options: Partial<ImportOptions> = {},
  pieceBytes = 65_536,
): Promise<Imported> {
  const target = new MemoryTarget();
  const report = await importInto(target, content, options, pieceBytes);
  const sessions = target
    .list()
    .toSorted((one, other) => one.startedAtMs - other.startedAtMs)
    .map(({ startedAtMs, durationSeconds, category, task, notes, completed }) => {
      const start = new Date(startedAtMs).toISOString().slice(0, 16);
      const words = [category, task, notes].map((text) => text ?? "–").join(" | ");
      return `${start} ${durationSeconds} ${words}${completed ? "" : " (abandoned)"}`;
    });
  const faults = report.problems.map(({ line, code }) => `${line} ${code}`);
  return { format: report.format, sessions, faults, unchanged: report.unchanged };
}

/** What the import says of a file. */
export function importFile(
  content: string | Buffer,
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  return importInto(new MemoryTarget(), content, options, 65_536);
}

function importInto(
  target: MemoryTarget,
  content: string | Buffer,
  options: Partial<ImportOptions>,
  pieceBytes: number,
): Promise<ImportReport> {
  const clock = { now: () => nowMs };
  const stores = { sessions: target, imports: target, mappings: new MemoryMappings() };
  const service = importService({
    ...{ ...stores, clock, zoneOf: () => prague, newId: randomUUID },
    restoreCheckin: async () => "imported",
    restoreChoices: async () => ({ imported: 0, unchanged: 0, conflicts: 0 }),
  });
  return service.importSessions(pieces(Buffer.from(content), pieceBytes), {
    format: "auto",
    userId: "default",
    zone: prague,
    ...options,
  });
}

/** Why a file is refused as a whole: the code and what it says. */
export async function refusalOf(
  content: string | Buffer,
  options: Partial<ImportOptions> = {},
): Promise<string> {
  try {
    await importText(content, options);
  } catch (error) {
    assert.ok(error instanceof ServiceError, String(error));
    const [field] = error.fields;
    return [field?.code, ...Object.values(field?.params ?? {})].join(" ");
  }
  return assert.fail("it was imported");
}

async function* pieces(content: Buffer, bytes: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < content.length; at += bytes) yield content.subarray(at, at + bytes);
}
