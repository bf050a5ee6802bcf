/**
 * What streams of events cost: memory of the server with none and with many open, and how long after a write all of them
 * have been told.
 *
 *   node benchmarks/speed/events.ts [streams]     default: 1000, about ten seconds
 */
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { median } from "../support/measure-requests.ts";
import { residentMiB } from "../support/resident-mib.ts";
import { startServerProcess } from "../support/server-process.ts";

const ROUNDS = 9;
/** After the first answer, until the server has given back what only starting needed. */
const SETTLE_MS = 5000;

const streams = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), "pomodoro-events-"));
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
const server = await startServerProcess({ DATABASE_URL: `file:${join(folder, "pomodoro.db")}` });
try {
  await (await fetch(`${server.address}/api/prediction/today`)).text();
  await delay(SETTLE_MS);
  const before = residentMiB(server.pid);
  const opened = await Promise.all(Array.from({ length: streams }, open));
  await Promise.all(opened.map(told));
  await delay(SETTLE_MS);
  const after = residentMiB(server.pid);
  const tookMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const all = Promise.all(opened.map(told));
    const begun = performance.now();
    await record(round);
    await all;
    tookMs.push(performance.now() - begun);
  }
  console.table({
    [`${streams} streams`]: {
      "MiB without": before,
      "MiB more": after - before,
      "median ms until all are told": median(tookMs),
      "slowest ms": Math.max(...tookMs),
    },
  });
} finally {
  agent.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function open(): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { accept: "text/event-stream" };
    const sent = request(`${server.address}/api/events`, { agent, headers });
    sent.once("response", resolve).once("error", reject).end();
  });
}

/** The next event of a stream has come. */
function told(stream: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const read = (chunk: Buffer) => {
      if (!chunk.includes("event: data")) return;
      stream.off("data", read);
      resolve();
    };
    stream.on("data", read);
  });
}

async function record(minute: number): Promise<void> {
  const start = `2026-01-05T09:${String(minute).padStart(2, "0")}:00Z`;
  const body = JSON.stringify({ start, duration_minutes: 1, category: "Coding" });
  const headers = { "content-type": "application/json" };
  const { status } = await fetch(`${server.address}/api/sessions`, {
    method: "POST",
    headers,
    body,
  });
  if (status !== 201) throw new Error(`a session was answered ${status}`);
}
