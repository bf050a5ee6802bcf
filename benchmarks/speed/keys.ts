/**
 * What asking for keys costs: the same kept answer of two services, one of which asks for a key, by turns on one machine;
 * and with 100,000 people who have keys: how long a start takes, and what memory holds once all of them have asked.
 *
 *   node benchmarks/speed/keys.ts [connections …]     default: 50 500, about two minutes
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/db/open.ts";
import { apiKeyRepository } from "../../src/repositories/api-key-repository.ts";
import { digestOf, newKeyText } from "../../src/services/identity/key-text.ts";
import { storeInventedHistory } from "../support/invented-history.ts";
import { measureRequestsAndProcessor, median } from "../support/measure-requests.ts";
import { residentMiB } from "../support/resident-mib.ts";
import { startServerProcess } from "../support/server-process.ts";

const ROUNDS = 5;
const SECONDS = 2;
const SESSIONS = 3000;
const PEOPLE = 100_000;
const AT_ONCE = 100;
const PATH = "/api/prediction/today";

const folder = mkdtempSync(join(tmpdir(), "pomodoro-keys-"));
const url = `file:${join(folder, "sessions.db")}`;
const env = { DATABASE_URL: url, TIMEZONE: "UTC", WORKERS: "1" };
try {
  await storeInventedHistory(url, SESSIONS);
  const [own = "", ...keys] = await storeKeys();
  const header = `authorization=Bearer ${own}`;
  const given = process.argv.slice(2).map(Number);
  for (const connections of given.length > 0 ? given : [50, 500]) {
    await compare(connections, header);
  }
  await startWithEverybody(keys);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Of the owner first, then one of each person. */
async function storeKeys(): Promise<string[]> {
  const database = await openDatabase(url);
  const made: string[] = [];
  await database.transaction(async (tx) => {
    const keys = apiKeyRepository(tx, database.kind);
    for (let person = 0; person <= PEOPLE; person += 1) {
      const { prefix, key } = newKeyText(randomBytes);
      made.push(key);
      await keys.insert({
        ...{ id: `key ${person}`, prefix, sha256: digestOf(key).toString("hex"), name: "script" },
        userId: person === 0 ? "default" : `person-${person}`,
        ...{ scopes: ["read", "write"], createdAtMs: 0 },
        ...{ expiresAtMs: undefined, lastUsedAtMs: undefined },
      });
    }
  });
  await database.close();
  return made;
}

async function compare(connections: number, header: string): Promise<void> {
  const rates: number[] = [];
  const costs: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    // One file has one server.
    const open = await measure({}, connections, []);
    const asking = await measure({ POMODORO_AUTH: "keys" }, connections, [header]);
    if (round === 0) continue;
    rates.push(asking.requestsPerSecond / open.requestsPerSecond);
    costs.push(asking.cpuSecondsPer100k / open.cpuSecondsPer100k);
  }
  console.log(
    `${connections} connections: with keys ${median(rates).toFixed(2)} times as many kept answers, ` +
      `in ${median(costs).toFixed(2)} of the processor time`,
  );
}

async function measure(
  auth: Readonly<Record<string, string>>,
  connections: number,
  headers: readonly string[],
) {
  const server = await startServerProcess({ ...env, ...auth });
  try {
    const load = { connections, seconds: SECONDS, headers };
    // The first run warms up.
    await measureRequestsAndProcessor(server.pid, server.address + PATH, { ...load, seconds: 1 });
    const figures = await measureRequestsAndProcessor(server.pid, server.address + PATH, load);
    if (figures.failures > 0) throw new Error(`${figures.failures} requests failed`);
    return figures;
  } finally {
    await server.stop();
  }
}

async function startWithEverybody(keys: readonly string[]): Promise<void> {
  const begun = performance.now();
  const server = await startServerProcess({ ...env, POMODORO_AUTH: "keys" });
  const startedMs = performance.now() - begun;
  try {
    const before = Math.round(residentMiB(server.pid));
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      await Promise.all(
        keys.slice(from, from + AT_ONCE).map(async (key) => {
          const headers = { "x-api-key": key };
          // A scope that the key lacks: what it costs to know who asks, and nothing else.
          const { status } = await fetch(`${server.address}/api/keys`, { headers });
          if (status !== 403) throw new Error(`a key was answered ${status}`);
        }),
      );
    }
    console.log(
      `${PEOPLE} people with keys: started in ${Math.round(startedMs)} ms; ${before} MiB resident, ` +
        `${Math.round(residentMiB(server.pid))} MiB once all of them have asked`,
    );
  } finally {
    await server.stop();
  }
}
