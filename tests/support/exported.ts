import { buffer } from "node:stream/consumers";
import type { ExportFormat } from "../../src/domain/export-formats.ts";
import type { Session } from "../../src/domain/session.ts";
import type { WellnessCheckin } from "../../src/schemas/wellness.ts";
import { EXPORT_WRITERS } from "../../src/sessions/export/export-writers.ts";
import { openZone, type Zone } from "../../src/time/zone.ts";

/** A session of half an hour on 2 March 2026, 09:00 in Prague, with changes. */
export function exportedSession(changes: Partial<Session> = {}): Session {
  const startedAtMs = changes.startedAtMs ?? Date.parse("2026-03-02T08:00:00Z");
  const durationSeconds = changes.durationSeconds ?? 1800;
  return {
    id: "00000000-0000-4000-8000-000000000001",
    userId: "default",
    preset: "deep_work",
    category: "Writing",
    task: null,
    rating: null,
    completed: true,
    notes: null,
    createdAtMs: startedAtMs,
    updatedAtMs: Date.parse("2026-03-02T10:00:00Z"),
    ...changes,
    startedAtMs,
    durationSeconds,
    endedAtMs: startedAtMs + durationSeconds * 1000,
  };
}

/** The file that an export of these is, in June 2026. */
export function exportOf(
  format: ExportFormat,
  sessions: readonly Session[],
  checkins: readonly WellnessCheckin[] = [],
  zone: Zone = openZone("Europe/Prague"),
): Promise<Buffer> {
  async function* pieces() {
    const written = EXPORT_WRITERS[format].write({
      sessions: inChunks(sessions),
      checkins: () => inChunks(checkins),
      choices: async () => ({}),
      zone,
      nowMs: Date.parse("2026-06-01T12:00:00Z"),
    });
    for await (const piece of written) yield Buffer.from(piece);
  }
  return buffer(pieces());
}

async function* inChunks<Item>(items: readonly Item[]): AsyncIterable<readonly Item[]> {
  for (let at = 0; at < items.length; at += 2) yield items.slice(at, at + 2);
}
