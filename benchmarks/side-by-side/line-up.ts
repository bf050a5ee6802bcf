import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { createPostgresDatabase } from "../../tests/support/databases.ts";
import { REDIS_URL } from "../../tests/support/redis.ts";
import { storeInventedHistory } from "../support/invented-history.ts";
import { loadGenerator } from "../support/measure-requests.ts";
import { connectedRedis, deleteKeysWith } from "../support/redis-keys.ts";
import { type Contestant, type LineUp, PATH } from "./contestant.ts";
import { startEmbedded, startSharing } from "./own-contestants.ts";
import { PEERS, type Stores, startPeer } from "./peers.ts";

/** A year of a busy person. */
export const STORED_SESSIONS = 3000;
const SESSIONS_A_DAY = 8;

/** Starts everything that can be started here; what cannot is named with a reason. */
export async function startLineUp(workers: number): Promise<LineUp> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of undo.reverse()) await each();
  };
  const generator = loadGenerator();
  const software: Record<string, string> = { [generator.name]: generator.version };
  try {
    const folder = mkdtempSync(join(tmpdir(), "pomodoro-bench-"));
    undo.push(async () => rmSync(folder, { recursive: true, force: true }));
    const file = `file:${join(folder, "bench.db")}`;
    await storeInventedHistory(file, STORED_SESSIONS, SESSIONS_A_DAY);
    const { contestants, servers } = await startEmbedded(file, workers);
    undo.push(...servers.map((server) => () => server.stop()));

    const stores = await openStores(software, undo).catch(String);
    if (typeof stores === "string") {
      const reason = `PostgreSQL and Redis are needed (${stores})`;
      const labels = ["this service, PostgreSQL + Redis", ...PEERS.map(({ label }) => label)];
      return { contestants, skipped: labels.map((label) => ({ label, reason })), software, stop };
    }
    const sharing = await startSharing(stores.databaseUrl, stores.redisUrl, workers);
    undo.push(() => sharing.server.stop());
    contestants.push(sharing.contestant);
    const skipped = [];
    for (const peer of PEERS) {
      const started = await startPeer(peer, stores, workers);
      if (started === undefined) {
        skipped.push({ label: peer.label, reason: `not installed: ${peer.install}` });
        continue;
      }
      undo.push(() => started.stop());
      Object.assign(software, started.versions);
      contestants.push(peerContestant(peer, started));
    }
    return { contestants, skipped, software, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function peerContestant(
  { id, label }: { id: string; label: string },
  { address, pid }: { address: string; pid: number },
): Contestant {
  return {
    id,
    label,
    isOurs: false,
    url: address + PATH,
    pid,
    headers: async () => [],
    faultOf: ({ status }) => (status === 200 ? undefined : `answers ${status}, not 200`),
  };
}

/** A database of the run's own, filled, and a part of Redis' keys, emptied at the end. */
async function openStores(
  software: Record<string, string>,
  undo: (() => Promise<void>)[],
): Promise<Stores> {
  const redis = await connectedRedis();
  const info = await redis.info("server");
  redis.disconnect();
  const keyPrefix = `pomodoro-bench-${process.pid}:`;
  undo.push(() => deleteKeysWith(keyPrefix));
  software.Redis = /redis_version:(\S+)/.exec(info)?.[1] ?? "unknown";

  const database = await createPostgresDatabase();
  undo.push(() => database.drop());
  await storeInventedHistory(database.url, STORED_SESSIONS, SESSIONS_A_DAY);
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  await client.end();
  software.PostgreSQL = rows[0]?.server_version.split(" ")[0] ?? "unknown";
  return { databaseUrl: database.url, redisUrl: REDIS_URL, keyPrefix };
}
