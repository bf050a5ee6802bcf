/**
 * A hundred thousand people with keys: how long a start takes, and what memory holds once all of them have asked. What asking for
 * keys costs an answer is measured by keys-and-limits.ts.
 *
 *   node benchmarks/speed/keys.ts     about a minute
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openDatabase } from "../../src/db/open.ts";
import { storeApiKeys } from "../support/api-keys.ts";
import { median } from "../support/measure-requests.ts";
import { residentMiB } from "../support/resident-mib.ts";
import { startServerProcess } from "../support/server-process.ts";

const PEOPLE = 100_000;
const AT_ONCE = 100;
const STARTS = 5;
const ROUNDS = 3;
const RETRY_MS = 100;

const folder = mkdtempSync(join(tmpdir(), "pomodoro-keys-"));
const url = `file:${join(folder, "sessions.db")}`;
const env = { DATABASE_URL: url, TIMEZONE: "UTC", WORKERS: "1", POMODORO_AUTH: "keys" };
try {
  await (await openDatabase(url, { migrate: true })).close();
  const people = Array.from({ length: PEOPLE }, (_, person) => `person-${person}`);
  const keys = await storeApiKeys(url, people);
  await timeStarts();
  await askAsEverybody(keys);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function timeStarts(): Promise<void> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const begun = performance.now();
    const server = await startServerProcess(env);
    times.push(performance.now() - begun);
    await server.stop();
  }
  console.log(
    `${PEOPLE} people with keys: started in ${Math.round(median(times))} ms, the median of ${STARTS}`,
  );
}

async function askAsEverybody(keys: readonly string[]): Promise<void> {
  const server = await startServerProcess(env);
  try {
    const resident = [residentMiB(server.pid)];
    for (let round = 0; round < ROUNDS; round += 1) {
      await askOnce(server.address, keys);
      resident.push(residentMiB(server.pid));
    }
    const [before, ...after] = resident.map(Math.round);
    console.log(`${before} MiB resident; ${after.join(", ")} MiB each time all of them have asked`);
  } finally {
    await server.stop();
  }
}

async function askOnce(address: string, keys: readonly string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    await Promise.all(keys.slice(from, from + AT_ONCE).map((key) => askWith(address, key)));
  }
}

async function askWith(address: string, key: string): Promise<void> {
  // A scope that the key lacks: what it costs to know who asks, and nothing else.
  const { status } = await fetch(`${address}/api/keys`, { headers: { "x-api-key": key } });
  // A busy machine turns some away, who ask again.
  if (status === 503) return delay(RETRY_MS).then(() => askWith(address, key));
  if (status !== 403) throw new Error(`a key was answered ${status}`);
}
