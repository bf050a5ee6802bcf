/**
 * What a kept answer costs without the network: connections are objects of this program that take what they are given.
 * Two processes, one that asks for a key and counts requests and one that does not, are measured by turns. The cheapest
 * twentieth of many short stretches says what the work takes while nothing else disturbs it, also on a busy machine.
 * What is left out is the same for both but for some seventy bytes each way.
 *
 *   node benchmarks/speed/kept-in-process.ts       half a minute
 */
import { fork } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { readConfig } from "../../src/config/read-config.ts";
import { openDependencies } from "../../src/dependencies.ts";
import { buildApp } from "../../src/http/app.ts";
import { storeApiKeys } from "../support/api-keys.ts";
import { storeInventedHistory } from "../support/invented-history.ts";
import { median } from "../support/measure-requests.ts";

const ROUNDS = 40;
const STRETCH_MS = 80;
const WARM_UP_MS = 2000;
const CONNECTIONS = 500;
const REQUESTS_PER_TURN = 50;
const SESSIONS = 3000;
const PATH = "/api/prediction/today";
const GUARDED = { POMODORO_AUTH: "keys", POMODORO_RATE_LIMIT_READS: "1000000000/min" };

/** What of a socket the fast path uses. */
class FakeSocket extends EventEmitter {
  readonly writable = true;
  readonly destroyed = false;
  readonly bytesRead = 1;
  readonly remoteAddress = "127.0.0.1";
  timeout = 0;
  written = "";
  setTimeout(ms: number): void {
    this.timeout = ms;
  }
  write(text: string): boolean {
    this.written = text;
    return true;
  }
  destroySoon(): void {
    this.emit("close");
  }
}

async function compare(): Promise<void> {
  const costs = new Map<string, number[]>();
  const children = ["open", "guarded"].map((name) => {
    const child = fork(import.meta.filename, [name], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    costs.set(name, []);
    return { name, child };
  });
  for (const { child } of children) await once(child, "message");
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, child } of round % 2 === 0 ? children : children.toReversed()) {
      child.send(STRETCH_MS);
      const [microseconds] = await once(child, "message");
      costs.get(name)?.push(Number(microseconds));
    }
  }
  for (const { child } of children) child.send(0);
  const of = (name: string) => costs.get(name) ?? [];
  const more = of("guarded").map((cost, round) => cost - (of("open")[round] ?? Number.NaN));
  console.log(
    `µs of a kept answer: ${median(of("open")).toFixed(2)}, ` +
      `with keys and limits ${median(of("guarded")).toFixed(2)}, in the same round ${median(more).toFixed(2)} more`,
  );
}

/** Measures for so many milliseconds as it is told to, until that is none. */
async function serve(isGuarded: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pomodoro-kept-"));
  const url = `file:${join(folder, "sessions.db")}`;
  await storeInventedHistory(url, SESSIONS);
  const [key] = isGuarded ? await storeApiKeys(url, ["default"]) : [];
  const env = { DATABASE_URL: url, TIMEZONE: "UTC", ...(isGuarded ? GUARDED : {}) };
  const dependencies = await openDependencies(readConfig(env), { role: "server" });
  const app = await buildApp(dependencies);
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  const request = await requestKnownTo(
    address,
    key === undefined ? [] : [`authorization: Bearer ${key}`],
  );
  const measure = await requester(app.server, request);
  await measure(WARM_UP_MS);
  process.on("message", async (ms) => {
    if (ms !== 0) {
      process.send?.(await measure(Number(ms)));
      return;
    }
    process.disconnect?.();
    await app.close();
    await dependencies.close();
    rmSync(folder, { recursive: true, force: true });
  });
  process.send?.("ready");
}

/** Has the answer kept, and the credential known. */
async function requestKnownTo(address: string, lines: readonly string[]): Promise<string> {
  const headers = lines.map((line): [string, string] => {
    const [name = "", value = ""] = line.split(": ");
    return [name, value];
  });
  for (let time = 0; time < 3; time += 1) {
    const answer = await fetch(address + PATH, { headers });
    if (!answer.ok) throw new Error(await answer.text());
  }
  const host = `Host: ${new URL(address).host}`;
  return [`GET ${PATH} HTTP/1.1`, host, ...lines, "", ""].join("\r\n");
}

/** @returns asks for so long, and says what a request cost in the cheapest twentieth of turns, µs */
async function requester(
  server: Server,
  request: string,
): Promise<(ms: number) => Promise<number>> {
  const bytes = Buffer.from(request);
  const sockets = Array.from({ length: CONNECTIONS }, () => new FakeSocket());
  for (const socket of sockets) server.emit("connection", socket);
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  let asked = 0;

  async function askInOneTurn(): Promise<number> {
    const beganMs = performance.now();
    for (let count = 0; count < REQUESTS_PER_TURN; count += 1) {
      // The runtime gives each piece that it has read a buffer of its own.
      const chunk = Buffer.allocUnsafeSlow(bytes.length);
      bytes.copy(chunk);
      sockets[asked % CONNECTIONS]?.emit("data", chunk);
      asked += 1;
    }
    await nextTurn();
    return ((performance.now() - beganMs) * 1000) / REQUESTS_PER_TURN;
  }

  return async (ms) => {
    const costs: number[] = [];
    const untilMs = performance.now() + ms;
    while (performance.now() < untilMs) costs.push(await askInOneTurn());
    if (sockets[0]?.written.startsWith("HTTP/1.1 200 ") !== true) throw new Error("no answer");
    return costs.toSorted((a, b) => a - b)[Math.floor(costs.length / 20)] ?? Number.NaN;
  };
}

const [mode] = process.argv.slice(2);
if (mode === undefined) await compare();
else await serve(mode === "guarded");
