/**
 * Imports one of the hostile files into nothing and prints what became of it, with the most memory that this process has
 * had: `{ imported, rejected, problems, megabytes }`, or `{ refusal, megabytes }`.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { ServiceError } from "../../src/errors.ts";
import { importService } from "../../src/sessions/import/import-sessions.ts";
import { openZone } from "../../src/time/zone.ts";
import { HOSTILE_FILES, isHostileFile } from "./hostile-files.ts";

const name = process.argv[2] ?? "";
if (!isHostileFile(name)) throw new Error(`there is no file called ${name}`);
const make = HOSTILE_FILES[name];
const zone = openZone("Europe/Prague");

const service = importService({
  clock: { now: () => Date.parse("2026-06-01T12:00:00Z") },
  zoneOf: () => zone,
  newId: randomUUID,
  sessions: {
    findMany: async () => [],
    findTaken: async () => new Set(),
    async *streamForLearning() {},
  },
  imports: {
    insert: async (_run, sessions) => new Set(sessions.map(({ id }) => id)),
    async finish() {},
  },
  restoreCheckin: async () => "imported",
  restoreChoices: async () => ({ imported: 0, unchanged: 0, conflicts: 0 }),
  mappings: { list: async () => new Map(), async save() {} },
});

/** In the pieces that a file is read in. */
async function* pieces(): AsyncIterable<Uint8Array> {
  for (const piece of make()) {
    const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }
}

async function outcome() {
  try {
    const report = await service.importSessions(pieces(), { format: "auto", userId: "default" });
    const problems = report.problemGroups.map(({ code, rows }) => `${rows} ${code}`);
    return { imported: report.imported, rejected: report.rejected, problems };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const [first] = error.fields;
    return {
      refusal: [first?.field, first?.code, ...Object.values(first?.params ?? {})].join(" "),
    };
  }
}

const said = await outcome();
// Of this program alone: `maxRSS` counts also what the process had before it became this program, its parent's memory.
const status = readFileSync("/proc/self/status", "utf8");
const megabytes = Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
process.stdout.write(JSON.stringify({ ...said, megabytes }));
