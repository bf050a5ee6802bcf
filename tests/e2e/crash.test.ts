import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { LAUNCHER } from "../../benchmarks/support/launcher.ts";
import type { Database } from "../../src/db/database.ts";
import { sessionRepository } from "../../src/repositories/session-repository.ts";
import { openZone } from "../../src/time/zone.ts";
import { type CliFolder, cliFolder } from "../support/cli.ts";
import { forEachDatabase } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";
import { type Random, seededRandom } from "../support/random.ts";

/** Processes are killed at moments that a seed decides; what the database does meanwhile, no seed can. */
const SEED = 20_260_302;

const FIRST_START = Date.parse("2024-01-01T00:00:00Z");
const HOUR = 3_600_000;

const zone = openZone("Europe/Prague");
const repositoryOf = ({ executor, kind }: Database) =>
  sessionRepository(executor, kind, () => zone);

/** Everything stored, as start by id. */
async function stored(database: Database): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for await (const chunk of repositoryOf(database).stream("default", {})) {
    for (const { id, startedAtMs } of chunk) found.set(id, startedAtMs);
  }
  return found;
}

async function assertProfileEqualsRefold(folder: CliFolder, env: Record<string, string>) {
  const { code, stdout, stderr } = await folder.run(["rebuild", "--check", "--json"], env);
  assert.equal(code, 0, `${stdout}${stderr}`);
}

forEachDatabase((name, open) => {
  test("kill -9 during an import: whole batches stay, and importing again completes it", async () => {
    const random = seededRandom(SEED);
    const opened = await open();
    using folder = cliFolder();
    const env = { DATABASE_URL: opened.url };
    const rows = 12_000;
    const file = join(folder.path, "sessions.csv");
    writeFileSync(file, csvOf(rows));
    const count = () => repositoryOf(opened.database).count("default");

    let interrupted = 0;
    for (let round = 1; round <= 3; round++) {
      const child = start(folder, ["import", file], env);
      const enough = Math.floor(((round - random.uniform()) * rows) / 4);
      await eventually("enough rows are stored", async () => (await count()) >= enough, 60_000);
      await delay(random.uniform() * 10);
      await kill(child);
      assert.equal((await count()) % 1000, 0, "a batch is stored whole or not at all");
      if ((await count()) < rows) interrupted += 1;
      // Leaves a snapshot of the half-imported history, which the next round makes out of date.
      const asked = await folder.run(["predict", "today"], env);
      assert.equal(asked.code, 0, asked.stderr);
    }

    assert.ok(interrupted > 0, "no import was killed before its end");
    const last = await folder.run(["import", "--json", file], env);
    const { imported, unchanged, rejected } = JSON.parse(last.stdout);
    assert.ok(unchanged > 0);
    assert.deepEqual([imported + unchanged, rejected], [rows, 0]);
    const starts = [...(await stored(opened.database)).values()];
    assert.deepEqual(
      starts.toSorted((a, b) => a - b),
      Array.from({ length: rows }, (_, hour) => FIRST_START + hour * HOUR),
    );
    await assertProfileEqualsRefold(folder, env);
    await opened.close();
  });

  test("kill -9 during batches: what was acknowledged is there once, the rest can be sent again", async () => {
    const random = seededRandom(SEED + 1);
    const opened = await open();
    using folder = cliFolder();
    const env = { DATABASE_URL: opened.url, WORKERS: "1" };
    const batches = makeBatches(name === "sqlite" ? 1 : 2, 600);
    const waiting = [...batches];
    const acknowledged = new Set<Batch>();

    let unanswered = 0;
    for (let round = 1; round <= 3; round++) {
      const server = await folder.serve([], env);
      const enough = acknowledged.size + 20 + Math.floor(random.uniform() * 60);
      const abandoned = await postUntilKilled(server, waiting, acknowledged, enough, random);
      await server.stop("SIGKILL");
      const found = await stored(opened.database);
      for (const batch of batches) {
        const present = batch.sessions.filter(({ id }) => found.has(id)).length;
        const isWhole = present === 0 || present === batch.sessions.length;
        assert.ok(isWhole, `${present} of ${batch.sessions.length} sessions of a batch`);
        if (acknowledged.has(batch)) assert.ok(present > 0, "an acknowledged batch is lost");
      }
      // Nobody knows whether these were stored: they are sent again, with the same keys.
      waiting.push(...abandoned);
      unanswered += abandoned.length;
    }
    assert.ok(unanswered > 0, "no batch was killed on its way");

    const server = await folder.serve([], env);
    while (waiting.length > 0) {
      const batch = waiting.pop();
      assert.ok(batch !== undefined && (await post(server.address, batch)));
    }
    assert.equal(await server.stop(), 0);
    const found = await stored(opened.database);
    const expected = batches.flatMap(({ sessions }) => sessions);
    assert.equal(found.size, expected.length);
    for (const { id, start } of expected) assert.equal(found.get(id), Date.parse(start), id);
    await assertProfileEqualsRefold(folder, env);
    await opened.close();
  });
});

function csvOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, hour) => `${startOf(hour)},25\n`);
  return `start,duration_minutes\n${lines.join("")}`;
}

function startOf(hour: number): string {
  return new Date(FIRST_START + hour * HOUR).toISOString();
}

function start(
  folder: CliFolder,
  args: readonly string[],
  env: Record<string, string>,
): ChildProcess {
  return spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: folder.path,
    env: { PATH: process.env.PATH, TIMEZONE: "Europe/Prague", ...env },
    stdio: "ignore",
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

interface Batch {
  readonly key: string;
  readonly sessions: readonly { id: string; start: string; duration_minutes: number }[];
}

function makeBatches(series: number, batches: number): Batch[] {
  const size = 20;
  return Array.from({ length: batches }, (_, batch) => ({
    key: `batch-${batch}`,
    sessions: Array.from({ length: size }, (_, index) => {
      const hour = batch * size + index;
      const suffix = (series * 1_000_000 + hour).toString(16).padStart(12, "0");
      const id = `00000000-0000-4000-8000-${suffix}`;
      return { id, start: startOf(hour), duration_minutes: 25 };
    }),
  }));
}

/** Whether the batch was acknowledged; false when the connection broke. */
async function post(address: string, { key, sessions }: Batch): Promise<boolean> {
  const answer = await fetch(`${address}/api/sessions/batch`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify({ sessions }),
  }).catch(() => undefined);
  if (answer === undefined) return false;
  // The acknowledgement is the status line; the rest may be cut off.
  await answer.arrayBuffer().catch(() => {});
  assert.equal(answer.status, 200);
  return true;
}

/**
 * Four clients post, a fifth asks for forecasts so that profiles are kept too, until enough batches are
 * acknowledged; then the process is killed in the middle of the next ones.
 * @returns the batches that were sent and not acknowledged
 */
async function postUntilKilled(
  { address, child }: { readonly address: string; readonly child: ChildProcess },
  waiting: Batch[],
  acknowledged: Set<Batch>,
  enough: number,
  random: Random,
): Promise<Batch[]> {
  const abandoned: Batch[] = [];
  let isKilled = false;
  async function client(): Promise<void> {
    // Clients go on while the kill is on its way, so that it meets batches that are being written.
    while (!child.killed && abandoned.length === 0) {
      const batch = waiting.pop();
      if (batch === undefined) return;
      if (await post(address, batch)) acknowledged.add(batch);
      else abandoned.push(batch);
      if (acknowledged.size >= enough && !isKilled) {
        isKilled = true;
        await delay(random.uniform() * 5);
        child.kill("SIGKILL");
      }
    }
  }
  async function reader(): Promise<void> {
    while (!isKilled) {
      await fetch(`${address}/api/prediction/today`)
        .then((answer) => answer.arrayBuffer())
        .catch(() => {});
    }
  }
  await Promise.all([client(), client(), client(), client(), reader()]);
  return abandoned;
}
