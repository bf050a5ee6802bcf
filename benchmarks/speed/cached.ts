/**
 * The same bytes from a bare node:http server, from this service's cache, and worked out afresh; besides, a longer
 * answer from its cache: as it is, with gzip, and as 304. Measured in turn, so that a slow moment of the machine hits all;
 * processor time of the server beside each rate, because the load generator shares the machine.
 *
 *   node benchmarks/speed/cached.ts [connections …]     default: 50 500
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBareProcess } from "../support/bare-process.ts";
import {
  AFRESH,
  measureRequestsAndProcessor,
  median,
  type RequestFigures,
} from "../support/measure-requests.ts";
import { startServerProcess } from "../support/server-process.ts";

const ROUNDS = 3;
const SECONDS = 4;
const PATH = "/api/prediction/today";

interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly headers: readonly string[];
}

interface Round extends RequestFigures {
  readonly cpuSecondsPer100k: number;
}

const given = process.argv.slice(2).map(Number);
const loads = given.length > 0 ? given : [50, 500];
const folder = mkdtempSync(join(tmpdir(), "pomodoro-bench-"));
const service = await startServerProcess(
  { DATABASE_URL: `file:${join(folder, "bench.db")}`, TIMEZONE: "UTC" },
  ["--demo"],
);
const answer = await fetch(service.address + PATH);
const bare = await startBareProcess(new Uint8Array(await answer.arrayBuffer()));

for (const connections of loads) await compare(connections);

await bare.stop();
await service.stop();
rmSync(folder, { recursive: true, force: true });

async function compare(connections: number): Promise<void> {
  const rounds = new Map<string, Round[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { name, url, pid, headers } of await contestants()) {
      const options = { connections, seconds: SECONDS, headers };
      const figures = await measureRequestsAndProcessor(pid, url, options);
      // The first round warms up.
      if (round > 0) rounds.set(name, [...(rounds.get(name) ?? []), figures]);
    }
  }
  console.log(`${connections} connections`);
  const base = median((rounds.get("bare node:http") ?? []).map((each) => each.requestsPerSecond));
  for (const [name, figures] of rounds) {
    const rates = figures.map((each) => each.requestsPerSecond);
    const middle = (value: (round: Round) => number) => median(figures.map(value));
    console.log(
      `  ${name.padEnd(16)} ${Math.round(median(rates))} req/s (${Math.round(Math.min(...rates))}–` +
        `${Math.round(Math.max(...rates))}), ${(median(rates) / base).toFixed(2)} of bare, ` +
        `p50 ${middle((each) => each.p50Ms)} ms, p99 ${middle((each) => each.p99Ms)} ms, ` +
        `${middle((each) => each.cpuSecondsPer100k).toFixed(2)} s of processor per 100,000, ` +
        `${figures.reduce((sum, each) => sum + each.failures, 0)} failures`,
    );
  }
}

async function contestants(): Promise<readonly Contestant[]> {
  // The clock changes this answer, and so its tag, only at midnight.
  const steady = `${service.address}/api/analysis`;
  const tag = (await fetch(steady)).headers.get("etag") ?? "";
  const { pid } = service;
  return [
    { name: "bare node:http", url: bare.address, pid: bare.pid, headers: [] },
    { name: "cached", url: service.address + PATH, pid, headers: [] },
    { name: "8 kB, cached", url: steady, pid, headers: [] },
    { name: "8 kB, gzip", url: steady, pid, headers: ["accept-encoding=gzip"] },
    { name: "cached, 304", url: steady, pid, headers: [`if-none-match=${tag}`] },
    { name: "not cached", url: service.address + PATH, pid, headers: AFRESH },
  ];
}
