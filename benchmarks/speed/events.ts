/**
 * What streams of events cost: memory of the server with none and with many open, and how long after a write all of them
 * have been told. A bare node:http server with as many open answers is measured beside it.
 *
 *   node benchmarks/speed/events.ts [streams]     default: 1000, about a minute
 */
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { startLoggedProcess } from "../support/logged-process.ts";
import { median } from "../support/measure-requests.ts";
import { residentMiB } from "../support/resident-mib.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";

const ROUNDS = 9;
/** After the first answer, until the server has given back what only starting needed; and after a collection. */
const SETTLE_MS = 5000;
/** So many at once: as clients come back after a restart, and no more than are answered without a refusal. */
const WAVE = 50;
const TELL_LIMIT_MS = 10_000;

const COLLECT = pathToFileURL(join(import.meta.dirname, "../support/collect-on-signal.ts")).href;
const env = { NODE_OPTIONS: `--import=${COLLECT}` };

const streams = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), "pomodoro-events-"));
try {
  const bare = await startBare();
  const floor = await measure(bare, () => fetch(`${bare.address}/tell`));
  const server = await startServerProcess({
    ...env,
    DATABASE_URL: `file:${join(folder, "pomodoro.db")}`,
  });
  await (await fetch(`${server.address}/api/prediction/today`)).text();
  const ours = await measure(server, (round) => record(server.address, round));
  console.log(`${streams} streams`);
  console.table({ "bare node:http": floor, "/api/events": ours });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function startBare(): Promise<ServerProcess> {
  const args = [join(import.meta.dirname, "../support/bare-streams.ts")];
  return startLoggedProcess(
    { program: process.execPath, args, env },
    async (server) => /^http:\S+/.exec(server.readLog())?.[0],
  );
}

/** @param tell has the server tell every stream something */
async function measure(server: ServerProcess, tell: (round: number) => Promise<unknown>) {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  try {
    const before = await collected(server.pid);
    const opened: IncomingMessage[] = [];
    while (opened.length < streams) {
      const wave = Math.min(WAVE, streams - opened.length);
      opened.push(...(await Promise.all(Array.from({ length: wave }, () => open(server, agent)))));
    }
    await delay(SETTLE_MS);
    const used = residentMiB(server.pid);
    const kept = await collected(server.pid);
    const tookMs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const all = Promise.all(opened.map(told));
      const begun = performance.now();
      await tell(round);
      await all;
      tookMs.push(performance.now() - begun);
    }
    return {
      "MiB without": before,
      "MiB more": used - before,
      "MiB more, collected": kept - before,
      "bytes a stream": Math.round(((kept - before) * 2 ** 20) / streams),
      "median ms until all are told": median(tookMs),
      "slowest ms": Math.max(...tookMs),
    };
  } finally {
    agent.destroy();
    await server.stop();
  }
}

async function collected(pid: number): Promise<number> {
  await delay(SETTLE_MS);
  process.kill(pid, "SIGUSR2");
  await delay(SETTLE_MS);
  return residentMiB(pid);
}

/** @returns a stream that has been told where it stands */
async function open({ address }: ServerProcess, agent: Agent): Promise<IncomingMessage> {
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { accept: "text/event-stream" };
    const sent = request(`${address}/api/events`, { agent, headers });
    sent.once("response", resolve).once("error", reject).end();
  });
  if (stream.statusCode !== 200) throw new Error(`a stream was answered ${stream.statusCode}`);
  await told(stream);
  return stream;
}

/** The next event of a stream has come. */
function told(stream: IncomingMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(reject, TELL_LIMIT_MS, new Error("a stream was not told"));
    const read = (chunk: Buffer) => {
      if (!chunk.includes("event: data")) return;
      clearTimeout(late);
      stream.off("data", read);
      resolve();
    };
    stream.on("data", read);
  });
}

async function record(address: string, minute: number): Promise<void> {
  const start = `2026-01-05T09:${String(minute).padStart(2, "0")}:00Z`;
  const body = JSON.stringify({ start, duration_minutes: 1, category: "Coding" });
  const headers = { "content-type": "application/json" };
  const { status } = await fetch(`${address}/api/sessions`, { method: "POST", headers, body });
  if (status !== 201) throw new Error(`a session was answered ${status}`);
}
