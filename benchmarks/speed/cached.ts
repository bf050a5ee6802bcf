/**
 * The same bytes from a bare node:http server, from this service's cache, as 304 from its cache, and worked out
 * afresh. Measured in turn, so that a slow moment of the machine hits all; processor time of the server beside
 * each rate, because the load generator shares the machine.
 *
 *   node benchmarks/speed/cached.ts [connections …]     default: 50 500
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  AFRESH,
  measureRequests,
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
const bare = await startBare(Buffer.from(await answer.arrayBuffer()));
const servicePid = innermost(service.pid);

for (const connections of loads) await compare(connections);

bare.stop();
await service.stop();
rmSync(folder, { recursive: true, force: true });

async function compare(connections: number): Promise<void> {
  const rounds = new Map<string, Round[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const contestant of await contestants()) {
      const figures = await measure(contestant, connections);
      // The first round warms up.
      if (round > 0) rounds.set(contestant.name, [...(rounds.get(contestant.name) ?? []), figures]);
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
  return [
    { name: "bare node:http", url: bare.url, pid: bare.pid, headers: [] },
    { name: "cached", url: service.address + PATH, pid: servicePid, headers: [] },
    { name: "cached, 304", url: steady, pid: servicePid, headers: [`if-none-match=${tag}`] },
    { name: "not cached", url: service.address + PATH, pid: servicePid, headers: AFRESH },
  ];
}

async function measure(contestant: Contestant, connections: number): Promise<Round> {
  const before = processorSeconds(contestant.pid);
  const figures = await measureRequests(contestant.url, {
    connections,
    seconds: SECONDS,
    headers: contestant.headers,
  });
  const requests = figures.requestsPerSecond * SECONDS;
  const used = processorSeconds(contestant.pid) - before;
  return { ...figures, cpuSecondsPer100k: (used / requests) * 100_000 };
}

async function startBare(body: Buffer): Promise<{ url: string; pid: number; stop(): void }> {
  const child = spawn(process.execPath, ["benchmarks/support/bare-server.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(body);
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { url: String(line), pid: child.pid ?? 0, stop: () => child.kill() };
}

/** The launcher may have handed over to another Node. */
function innermost(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return children === "" ? pid : innermost(Number(children.split(" ")[0]));
}

/** Linux counts in hundredths of a second. */
function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
