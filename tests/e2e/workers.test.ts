import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { after, describe, type TestContext, test } from "node:test";
import { cliFolder, type ServingProcess } from "../support/cli.ts";
import { describePostgres, openTestPostgres } from "../support/databases.ts";
import { eventually } from "../support/eventually.ts";
import { type Line, openLine, tellsToLeave } from "../support/line.ts";
import { readScrape } from "../support/scrape.ts";

const folder = cliFolder();
after(() => folder[Symbol.dispose]());

const WORKERS = 2;
let databases = 0;

/** A server whose workers all listen; on a file of its own unless told otherwise. */
async function serve(env: Readonly<Record<string, string>> = {}): Promise<ServingProcess> {
  databases += 1;
  const url = `file:./workers-${databases}.db`;
  const server = await folder.serve([], { WORKERS: String(WORKERS), DATABASE_URL: url, ...env });
  await server.event("WORKER_LISTENING", ({ context }) => context.listening === WORKERS);
  return server;
}

function workersOf({ log }: ServingProcess): number[] {
  return log
    .filter(({ event_type }) => event_type === "WORKER_LISTENING")
    .map(({ context }) => Number(context.worker));
}

/** Kills a worker that the server has now; resolves when another one has taken its place. */
async function replace(server: ServingProcess): Promise<{ waitMs: number }> {
  const known = workersOf(server);
  const victim = known.at(-1);
  assert.ok(victim !== undefined);
  process.kill(victim, "SIGKILL");
  const died = await server.event("WORKER_DIED", ({ context }) => context.worker === victim);
  await server.event(
    "WORKER_LISTENING",
    ({ context }) => context.listening === WORKERS && !known.includes(Number(context.worker)),
  );
  return { waitMs: Number(died.metrics.restart_in_ms) };
}

function isDeathOf({ event_type, context }: ServingProcess["log"][number], pid: number): boolean {
  return event_type === "WORKER_DIED" && context.worker === pid;
}

async function isListening({ address }: ServingProcess): Promise<boolean> {
  return fetch(`${address}/livez`).then(
    () => true,
    () => false,
  );
}

const KEPT = "/api/analysis";

/** How the cache came by the answer: `made`, `hit` … */
async function sourceOf(line: Line): Promise<string> {
  const { status, headers } = await line.ask(KEPT);
  assert.equal(status, 200);
  return /cache;desc=([\w-]+)/.exec(String(headers["server-timing"]))?.[1] ?? "";
}

/** Each process makes an answer once: as soon as all have, the lines lead to all of them. */
async function linesToAll({ address }: ServingProcess): Promise<Line[]> {
  const lines: Line[] = [];
  let made = 0;
  while (made < WORKERS || lines.length < 8) {
    assert.ok(lines.length < 64, `${lines.length} connections reach ${made} of the workers`);
    const line = openLine(address);
    lines.push(line);
    if ((await sourceOf(line)) === "made") made += 1;
  }
  assert.equal(made, WORKERS);
  return lines;
}

function close(lines: readonly Line[]): void {
  for (const line of lines) line.close();
}

/** Stores a session that ended in the past; each number gives another one. */
async function storeSession(line: Line, number: number): Promise<void> {
  const start = new Date(Date.now() - (number + 2) * 1_800_000).toISOString();
  const body = { start, duration_minutes: 25, category: "Writing" };
  const { status } = await line.ask("/api/sessions", { method: "POST", body });
  assert.equal(status, 201);
}

async function countSeenBy(line: Line): Promise<number> {
  const { status, body } = await line.ask("/api/prediction/today");
  assert.equal(status, 200);
  return JSON.parse(body).data.sessions;
}

describe("several workers", () => {
  test("share a port, and end together", async () => {
    const server = await serve();
    assert.equal(new Set(workersOf(server)).size, WORKERS);
    assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
    assert.equal(await server.stop(), 0);
    assert.equal(await isListening(server), false);
  });

  test("do not outlive a primary that is killed outright", async () => {
    const server = await serve();
    await server.stop("SIGKILL");
    await eventually("nobody listens", async () => !(await isListening(server)), 5000);
  });

  test("are replaced when they die, each time in a row after twice as long", async () => {
    const server = await serve();
    const waits = [];
    for (let i = 0; i < 2; i++) waits.push((await replace(server)).waitMs);
    assert.deepEqual(waits, [100, 200]);
    assert.equal(await server.stop(), 0);
  });

  test("that die all at once after others have are not all waited for", async () => {
    const server = await serve();
    for (let i = 0; i < 2; i++) await replace(server);
    const before = workersOf(server);
    const hasDied = (pid: number) => server.log.some((line) => isDeathOf(line, pid));
    const living = before.filter((pid) => !hasDied(pid));
    const [one = assert.fail("no worker"), other = assert.fail("only one worker")] = living;
    process.kill(one, "SIGKILL");
    process.kill(other, "SIGKILL");
    const deaths = await Promise.all(
      [one, other].map((pid) =>
        server.event("WORKER_DIED", ({ context }) => context.worker === pid),
      ),
    );
    const waits = deaths.map(({ metrics }) => Number(metrics.restart_in_ms));
    // The other one waits longer, unless starting took so long that the failures before are forgotten.
    assert.ok(waits.includes(100), `${waits}`);
    // On a port that was given it would be the same one.
    await server.event("WORKER_LISTENING", ({ context }) => {
      return !before.includes(Number(context.worker));
    });
    assert.equal(await server.stop(), 0);
  });

  test("killed under load, take down no connection of another, and no new one", async () => {
    const server = await serve();
    const lines = await linesToAll(server);
    let over = false;
    const load = lines.map(async (line) => {
      let failures = 0;
      while (!over) await countSeenBy(line).catch(() => failures++);
      return failures;
    });
    /** Clients that bring a connection for each request; gives how each of them was let down. */
    async function newcomer(): Promise<string[]> {
      const failures: string[] = [];
      while (!over) {
        const line = openLine(server.address);
        const headers = { connection: "close" };
        await line.ask("/livez", { headers }).catch((error) => failures.push(String(error.code)));
      }
      return failures;
    }
    const coming = Promise.all(Array.from({ length: 8 }, newcomer));
    await replace(server).finally(() => {
      over = true;
    });
    const broken = await Promise.all(load);
    assert.ok(
      broken.every((failures) => failures <= 1),
      `a connection broke again: ${broken}`,
    );
    assert.ok(
      broken.some((failures) => failures === 0),
      "all broke",
    );
    assert.ok(
      broken.some((failures) => failures === 1),
      "nobody was served by the one killed",
    );
    for (const failures of await coming) {
      // What it had taken is lost; what waited to be taken went to another, and nothing is forgotten.
      assert.ok(failures.length <= 1, `failed again: ${failures}`);
      for (const code of failures) assert.equal(code, "ECONNRESET");
    }
    close(lines);
    assert.equal(await server.stop(), 0);
  });

  test("stopped under load, answer every request, and tell every client to leave", async () => {
    const server = await serve({ POMODORO_DRAIN_DELAY_MS: "1000" });
    const lines = await linesToAll(server);
    const stored: number[] = [];
    const load = lines.map(async (line, index) => {
      for (let round = 0; round < 100_000; round++) {
        const isWriter = index % 4 === 0;
        const number = index * 1000 + round;
        if (isWriter) await storeSession(line, number);
        if (isWriter) stored.push(number);
        if (tellsToLeave(await line.ask("/api/prediction/today"))) return;
      }
      assert.fail("not told to leave");
    });
    const served = Promise.all(load);
    await Promise.race([served, eventually("stored", () => stored.length > 4, 5000)]);
    const stopped = server.stop();
    await served;
    assert.equal(await stopped, 0);
    const env = { DATABASE_URL: `file:./workers-${databases}.db` };
    const { stdout } = await folder.run(["export", "--format", "ndjson"], env);
    assert.equal(stdout.trim().split("\n").length, stored.length);
    close(lines);
  });
});

describe("a write through one worker", () => {
  test("is in the next answer of every worker on SQLite, worked out once by each at most", async () => {
    const server = await serve();
    const lines = await linesToAll(server);
    for (let count = 1; count <= 12; count++) {
      const writer = lines[count % lines.length];
      assert.ok(writer);
      await storeSession(writer, count);
      const seen = await Promise.all(lines.map(countSeenBy));
      assert.deepEqual(new Set(seen), new Set([count]));
    }
    const sources: string[] = [];
    for (const line of [...lines, ...lines]) sources.push(await sourceOf(line));
    // A worker that took a write may have made the answer before it was asked for.
    assert.ok(sources.filter((source) => source === "made").length <= WORKERS, sources.join());
    assert.deepEqual(new Set(sources.slice(lines.length)), new Set(["local"]));
    close(lines);
    assert.equal(await server.stop(), 0);
  });

  describePostgres(() => {
    test("is in the next answer of the same, and within a second in every other's", async (t) => {
      const database = await openTestPostgres();
      const server = await serve({ DATABASE_URL: database.url });
      const lines = await linesToAll(server);
      await assertSeenSoon(t, lines);
      close(lines);
      assert.equal(await server.stop(), 0);
      await database.close();
    });

    test("several are the default", async () => {
      const database = await openTestPostgres();
      const env = { DATABASE_URL: database.url, WORKERS: "" };
      const server = await folder.serve(["--demo"], env);
      const cores = availableParallelism();
      if (cores > 1) {
        await server.event("WORKER_LISTENING", ({ context }) => context.listening === cores);
      }
      assert.equal((await fetch(`${server.address}/api/prediction/week`)).status, 200);
      assert.equal(await server.stop(), 0);
      await database.close();
    });
  });
});

/** The time is that of the last worker to know, counted from the acknowledgement. */
async function assertSeenSoon(t: TestContext, lines: readonly Line[]): Promise<void> {
  const delaysMs: number[] = [];
  for (let count = 1; count <= 12; count++) {
    const writer = lines[count % lines.length];
    assert.ok(writer);
    await storeSession(writer, count);
    const from = performance.now();
    assert.equal(await countSeenBy(writer), count, "whoever wrote reads it at once");
    for (const line of lines) {
      while ((await countSeenBy(line)) !== count) {
        assert.ok(performance.now() - from < 1000, "a worker did not know within a second");
      }
    }
    delaysMs.push(performance.now() - from);
  }
  delaysMs.sort((a, b) => a - b);
  const [middle, longest] = [delaysMs[6], delaysMs.at(-1)].map((ms) => ms?.toFixed(1));
  t.diagnostic(`known by all after ${middle} ms, at most ${longest} ms`);
}

describe("metrics of several workers", () => {
  const timed =
    'flask_http_request_duration_seconds_count{method="GET",path="/api/analysis",status="200"}';

  async function countOn(line: Line): Promise<number> {
    const { status, body } = await line.ask("/metrics");
    assert.equal(status, 200, body);
    const { series } = readScrape(body);
    const predictions = series.get('ml_prediction_requests_total{prediction_type="analysis"}');
    assert.equal(predictions, series.get(timed));
    return series.get(timed) ?? 0;
  }

  test("are those of all, whichever is asked; can be had, and do not fall, when one dies", async () => {
    const server = await serve();
    const lines = await linesToAll(server);
    const count = lines.length;
    for (const line of lines) assert.equal(await countOn(line), count);
    close(lines);
    let isReplaced = false;
    const replaced = replace(server).finally(() => {
      isReplaced = true;
    });
    replaced.catch(() => {});
    let scrapes = 0;
    for (let broken = 0; !isReplaced; ) {
      const line = openLine(server.address);
      const found = await countOn(line).catch((error) => {
        // The one killed may have had this connection.
        if (error.code !== "ECONNRESET" || broken > 0) throw error;
        broken += 1;
      });
      line.close();
      if (found === undefined) continue;
      assert.equal(found, count);
      scrapes += 1;
    }
    await replaced;
    assert.ok(scrapes > 0);
    const later = [1, 2, 3, 4, 5, 6].map(() => openLine(server.address));
    for (const line of later) assert.equal((await line.ask(KEPT)).status, 200);
    for (const line of later) assert.equal(await countOn(line), count + later.length);
    close(later);
    assert.equal(await server.stop(), 0);
  });

  test("are 503 while one hangs, and there again when it goes on", async () => {
    const server = await serve();
    const lines = await linesToAll(server);
    const hung = workersOf(server).at(-1) ?? assert.fail("no worker");
    process.kill(hung, "SIGSTOP");
    try {
      // Who is connected to the hung worker waits; the others are answered by the one that scrapes it.
      const { status, body } = await Promise.any(lines.map((line) => line.ask("/metrics")));
      assert.equal(status, 503);
      assert.equal(JSON.parse(body).code, "metrics_incomplete");
    } finally {
      process.kill(hung, "SIGCONT");
    }
    const [line = assert.fail("no line")] = lines;
    const isThere = async () => (await line.ask("/metrics")).status === 200;
    await eventually("metrics can be had", isThere, 20_000);
    close(lines);
    assert.equal(await server.stop(), 0);
  });
});
