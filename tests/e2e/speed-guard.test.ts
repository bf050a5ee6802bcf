/**
 * What must not become slower unnoticed, as ratios of processor time within one run: they hold on any machine, also on
 * one that has other work to do. Run alone, after all other tests (scripts/test.ts).
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import { storeApiKeys } from "../../benchmarks/support/api-keys.ts";
import { startBareProcess } from "../../benchmarks/support/bare-process.ts";
import { storeInventedHistory } from "../../benchmarks/support/invented-history.ts";
import {
  AFRESH,
  measureRequestsAndProcessor,
  median,
} from "../../benchmarks/support/measure-requests.ts";
import { processorSeconds } from "../../benchmarks/support/processor-time.ts";
import { type ServerProcess, startServerProcess } from "../../benchmarks/support/server-process.ts";
import { openLine } from "../support/line.ts";

/**
 * A bare node:http server's processor time for an answer, as part of ours for the same bytes from the cache. 0.81 was measured
 * on a quiet machine; the limit leaves room for a busy one.
 */
const CACHED_AT_LEAST = 0.6;

/** A history a hundred times as long may cost so much more: for an answer worked out afresh, and after a write. */
const GROWTH_AT_MOST = 1.25;

const SHORT = 1000;
const LONG = 100_000;
const ROUNDS = 3;
/** Enough that answers of one turn of the event loop leave together, as under any load that matters. */
const CONNECTIONS = 200;
const PATH = "/api/prediction/today";
const WRITES = 60;

const folder = mkdtempSync(join(tmpdir(), "pomodoro-guard-"));
const servers: ServerProcess[] = [];

async function serve(sessions: number): Promise<ServerProcess> {
  const url = `file:${join(folder, `${sessions}.db`)}`;
  await storeInventedHistory(url, sessions);
  return start({ DATABASE_URL: url });
}

async function start(given: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const env = { TIMEZONE: "UTC", WORKERS: "1", NODE_V8_COVERAGE: "", ...given };
  const server = await startServerProcess(env);
  servers.push(server);
  return server;
}

/** A service that asks for keys and counts requests, and how somebody asks it. */
async function serveGuarded() {
  const url = `file:${join(folder, "guarded.db")}`;
  await storeInventedHistory(url, SHORT);
  const [key] = await storeApiKeys(url, ["default"]);
  const server = await start({
    ...{ DATABASE_URL: url, POMODORO_AUTH: "keys" },
    POMODORO_RATE_LIMIT_READS: "1000000000/min",
  });
  return { server, headers: [`authorization=Bearer ${key}`] };
}

/** Seconds of processor for 100,000 requests. */
async function costOf(server: ServerProcess, headers: readonly string[] = []): Promise<number> {
  const load = { connections: CONNECTIONS, seconds: 1, headers };
  const url = server.address + PATH;
  const { cpuSecondsPer100k, failures } = await measureRequestsAndProcessor(server.pid, url, load);
  assert.equal(failures, 0);
  return cpuSecondsPer100k;
}

/** Seconds of processor for storing sessions one by one, and asking after each. */
async function costOfWriting(server: ServerProcess, round: number): Promise<number> {
  const line = openLine(server.address);
  const from = processorSeconds(server.pid);
  for (let i = 0; i < WRITES; i++) {
    const start = new Date(Date.now() - 3_600_000 - (round * WRITES + i) * 1000).toISOString();
    const body = { start, duration_minutes: 25, category: "Writing", rating: 70 };
    assert.equal((await line.ask("/api/sessions", { method: "POST", body })).status, 201);
    assert.equal((await line.ask(PATH)).status, 200);
  }
  line.close();
  return processorSeconds(server.pid) - from;
}

/** Measures both in turn, so that a slow moment hits both. */
async function medianRatio(
  one: (round: number) => Promise<number>,
  other: (round: number) => Promise<number>,
): Promise<number> {
  const ratios: number[] = [];
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    const ratio = (await one(round)) / (await other(round));
    if (round > 0) ratios.push(ratio);
  }
  return median(ratios);
}

/** A ratio that is not good enough is measured once more before it fails. */
async function assertRatio(
  t: TestContext,
  measure: () => Promise<number>,
  isGood: (ratio: number) => boolean,
  limit: number,
): Promise<void> {
  let ratio = await measure();
  if (!isGood(ratio)) ratio = await measure();
  t.diagnostic(`ratio ${ratio.toFixed(2)}, limit ${limit}`);
  assert.ok(isGood(ratio), `the ratio is ${ratio.toFixed(3)}, the limit ${limit}`);
}

const skip = process.platform === "linux" ? false : "processor time is read from Linux's /proc";

describe("processor time", { skip }, () => {
  let short: ServerProcess;
  let long: ServerProcess;
  let bare: ServerProcess;

  before(async () => {
    short = await serve(SHORT);
    long = await serve(LONG);
    const answer = await fetch(short.address + PATH);
    bare = await startBareProcess(new Uint8Array(await answer.arrayBuffer()));
    servers.push(bare);
    assert.match(await (await fetch(long.address + PATH)).text(), /"sessions":100000,/);
  });
  after(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  test("a kept answer costs little more than the bytes alone", async (t) => {
    const measure = () =>
      medianRatio(
        () => costOf(bare),
        () => costOf(short),
      );
    await assertRatio(t, measure, (ratio) => ratio >= CACHED_AT_LEAST, CACHED_AT_LEAST);
  });

  test("so does one whose sender is asked for a key and counted", async (t) => {
    const { server, headers } = await serveGuarded();
    const measure = () =>
      medianRatio(
        () => costOf(bare),
        () => costOf(server, headers),
      );
    await assertRatio(t, measure, (ratio) => ratio >= CACHED_AT_LEAST, CACHED_AT_LEAST);
  });

  test("an answer that is worked out costs the same however long the history is", async (t) => {
    const measure = () =>
      medianRatio(
        () => costOf(long, AFRESH),
        () => costOf(short, AFRESH),
      );
    await assertRatio(t, measure, (ratio) => ratio <= GROWTH_AT_MOST, GROWTH_AT_MOST);
  });

  test("a write, and the first answer after it, cost the same however long the history is", async (t) => {
    const measure = () =>
      medianRatio(
        (round) => costOfWriting(long, round),
        (round) => costOfWriting(short, round),
      );
    await assertRatio(t, measure, (ratio) => ratio <= GROWTH_AT_MOST, GROWTH_AT_MOST);
  });
});
