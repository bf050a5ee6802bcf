/**
 * What a disk that takes seconds for a sync does to a service on SQLite: one write, and requests beside it.
 *
 *   node benchmarks/speed/slow-disk.ts      about a minute
 *
 * Prints a line per request. Needs Linux and a C compiler, for a library that delays the syncs of a real server.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startServerProcess } from "../support/server-process.ts";

const SOURCE = fileURLToPath(new URL("../support/slow-sync.c", import.meta.url));
/** Less and more than a write waits for. */
const SYNC_MS = [3000, 8000];
const READS = ["/livez", "/readyz", "/api/prediction/today", "/api/analysis", "/api/sessions"];

const folder = mkdtempSync(join(tmpdir(), "pomodoro-slow-disk-"));
const library = join(folder, "slow-sync.so");
execFileSync("cc", ["-shared", "-fPIC", "-o", library, SOURCE, "-ldl"]);

async function say(what: string, asked: Promise<Response>): Promise<void> {
  const startedMs = performance.now();
  const answer = await asked;
  await answer.arrayBuffer();
  console.log(`${what}: ${answer.status} after ${Math.round(performance.now() - startedMs)} ms`);
}

async function measure(syncMs: number): Promise<void> {
  const mark = join(folder, `slow-${syncMs}`);
  const server = await startServerProcess({
    DATABASE_URL: `file:${join(folder, `${syncMs}.db`)}`,
    LD_PRELOAD: library,
    SLOW_MS: `${syncMs}`,
    SLOW_WHILE: mark,
  });
  const post = (day: number) =>
    fetch(`${server.address}/api/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": `day-${day}` },
      body: JSON.stringify({ start: `2026-01-0${day}T10:00:00Z`, duration_minutes: 25 }),
    });
  try {
    console.log(`\na sync takes ${syncMs} ms`);
    await say("a write before that", post(1));
    writeFileSync(mark, "");
    const writing = say("a write", post(2));
    await delay(200);
    for (const url of READS) await say(`  ${url} meanwhile`, fetch(`${server.address}${url}`));
    await writing;
    await say("the next write", post(3));
    rmSync(mark);
    await delay(2 * syncMs);
    await say("the first again, on a fast disk", post(2));
    const { sessions } = JSON.parse(await (await fetch(`${server.address}/api/sessions`)).text());
    console.log(`stored: ${sessions.length}`);
  } finally {
    rmSync(mark, { force: true });
    await server.stop();
  }
}

try {
  for (const syncMs of SYNC_MS) await measure(syncMs);
} finally {
  rmSync(folder, { recursive: true });
}
