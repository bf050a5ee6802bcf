/**
 * Three ways for two workers to share a port: the primary hands connections on in turn (Node's default), all take from
 * one socket, or each has a socket of its own and the system spreads (SO_REUSEPORT). Compared: requests on kept
 * connections, requests that each bring a connection, the primary's work for those, and what clients see when a worker
 * is killed. About a minute.
 *
 *   node benchmarks/speed/shared-port.ts
 */
import { spawn } from "node:child_process";
import { get } from "node:http";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { measureRequests, median } from "../support/measure-requests.ts";
import { processorSeconds } from "../support/processor-time.ts";

const WAYS = ["round-robin", "shared-socket", "reuse-port"] as const;
const ROUNDS = 3;
const SECONDS = 3;
const KILLS = 5;
const CLIENTS = 30;
/** A request that takes longer was forgotten. */
const FORGOTTEN_MS = 3000;

interface Figures {
  readonly keptPerSecond: number;
  readonly freshPerSecond: number;
  /** Microseconds of the primary for each connection. */
  readonly primaryMicroseconds: number;
  readonly brokenPerKill: number;
  readonly forgottenPerKill: number;
}

const rounds = new Map<string, Figures[]>(WAYS.map((way) => [way, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const way of WAYS) rounds.get(way)?.push(await measure(way));
}
for (const [way, figures] of rounds) {
  const middle = (value: (each: Figures) => number) => median(figures.map(value));
  console.log(
    `${way.padEnd(14)} 500 kept connections ${Math.round(middle((each) => each.keptPerSecond))} req/s; ` +
      `a connection each ${Math.round(middle((each) => each.freshPerSecond))} req/s, ` +
      `${Math.round(middle((each) => each.primaryMicroseconds))} µs of the primary each; a killed worker breaks ` +
      `${middle((each) => each.brokenPerKill)} requests and leaves ${middle((each) => each.forgottenPerKill)} unanswered`,
  );
}

async function measure(way: string): Promise<Figures> {
  const child = spawn(process.execPath, ["benchmarks/support/bare-cluster.ts", way], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const workers: number[] = [];
  let address = "";
  createInterface({ input: child.stdout }).on("line", (line) => {
    const listening = JSON.parse(line);
    address = listening.address;
    workers.push(listening.worker);
  });
  while (workers.length < 2) await delay(20);
  const kept = await measureRequests(address, { connections: 500, seconds: SECONDS });
  const primarySeconds = () =>
    workers.reduce((sum, pid) => sum - processorSeconds(pid), processorSeconds(child.pid ?? 0));
  const before = primarySeconds();
  const headers = ["connection=close"];
  const fresh = await measureRequests(address, { connections: 50, seconds: SECONDS, headers });
  const used = primarySeconds() - before;
  const killed = await killWorkers(address, workers);
  child.kill();
  return {
    keptPerSecond: kept.requestsPerSecond,
    freshPerSecond: fresh.requestsPerSecond,
    primaryMicroseconds: (used / fresh.requests) * 1e6,
    ...killed,
  };
}

/** Clients that bring a connection for each request, while one worker after another is killed and replaced. */
async function killWorkers(
  address: string,
  workers: readonly number[],
): Promise<Pick<Figures, "brokenPerKill" | "forgottenPerKill">> {
  let broken = 0;
  let forgotten = 0;
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!isOver) {
      const outcome = await ask(address);
      if (outcome === "broken") broken += 1;
      if (outcome === "forgotten") forgotten += 1;
    }
  });
  for (let kill = 0; kill < KILLS; kill++) {
    await delay(300);
    const victim = workers.at(-1);
    const known = workers.length;
    if (victim !== undefined) process.kill(victim, "SIGKILL");
    while (workers.length === known) await delay(20);
  }
  isOver = true;
  await Promise.all(clients);
  return { brokenPerKill: broken / KILLS, forgottenPerKill: forgotten / KILLS };
}

function ask(address: string): Promise<"answered" | "broken" | "forgotten"> {
  const { promise, resolve } = Promise.withResolvers<"answered" | "broken" | "forgotten">();
  const sent = get(address, { agent: false, timeout: FORGOTTEN_MS }, (response) => {
    response.on("error", () => resolve("broken"));
    response.on("end", () => resolve("answered")).resume();
  });
  sent.on("timeout", () => {
    resolve("forgotten");
    sent.destroy();
  });
  sent.on("error", () => resolve("broken"));
  return promise;
}
