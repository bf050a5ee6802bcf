/**
 * How speed and memory depend on what has piled up: stored sessions of one person, people, memory for answers. The
 * sizes are measured in turn, so that a slow moment of the machine hits all.
 *
 *   node benchmarks/speed/growth.ts [--huge] [--quick]
 *
 * About six minutes; with `--huge`, which adds ten million sessions, three more. `--quick` is to see whether it runs.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CacheRound, Growth, PeopleRound, Spread } from "../growth/results.ts";
import { storePeople } from "../growth/store-people.ts";
import { writeReport } from "../report/report.ts";
import { writeResults } from "../report/results-file.ts";
import { storeInventedHistory } from "../support/invented-history.ts";
import { describeMachine } from "../support/machine.ts";
import { AFRESH, loadGenerator, measureRequests, median } from "../support/measure-requests.ts";
import { residentMiB } from "../support/resident-mib.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";

const isQuick = process.argv.includes("--quick");
const isHuge = process.argv.includes("--huge");
const ROUNDS = isQuick ? 1 : 3;
const SECONDS = isQuick ? 1 : 4;
const CONNECTIONS = 50;
const HISTORIES = isQuick ? [1000, 10_000] : [1000, 10_000, 100_000, 1_000_000];
const PEOPLE = isQuick ? [1, 1000] : [1, 100, 1000, 10_000, 100_000];
const PROFILE_MEGABYTES = 128;
const CACHE_MEGABYTES = [1, 4, 16, 64, 128];
const QUESTIONS = 50_000;

const folder = mkdtempSync(join(tmpdir(), "pomodoro-bench-"));
const results: Growth = {
  machine: describeMachine({ [loadGenerator().name]: loadGenerator().version }),
  rounds: ROUNDS,
  sessions: await bySessions(isHuge ? [...HISTORIES, 10_000_000] : HISTORIES),
  people: await byPeople(),
  profileMegabytes: PROFILE_MEGABYTES,
  cache: await byCacheSize(),
  questions: QUESTIONS,
};
rmSync(folder, { recursive: true, force: true });
if (isQuick) {
  console.log(JSON.stringify(results, null, 2));
} else {
  writeResults("growth", results);
  writeReport();
}

async function bySessions(counts: readonly number[]): Promise<Growth["sessions"]> {
  const measured = [];
  for (const count of counts) measured.push({ count, ...(await openHistory(count)) });
  const rounds = new Map(measured.map(({ count }) => [count, [] as SessionRound[]]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { count, server } of measured) {
      const figures = await askServer(server);
      // The first round warms up.
      if (round > 0) rounds.get(count)?.push(figures);
    }
  }
  await Promise.all(measured.map(({ server }) => server.stop()));
  return measured.map(({ count, storedInSeconds, firstAnswerMs }) => {
    const of = rounds.get(count) ?? [];
    return {
      ...{ count, storedInSeconds, firstAnswerMs },
      perSecond: spread(of.map((each) => each.perSecond)),
      p99Ms: spread(of.map((each) => each.p99Ms)),
      residentMb: spread(of.map((each) => each.residentMb)),
    };
  });
}

interface SessionRound {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly residentMb: number;
}

async function openHistory(count: number) {
  const url = `file:${join(folder, `${count}-sessions.db`)}`;
  const beganMs = performance.now();
  await storeInventedHistory(url, count);
  const storedInSeconds = (performance.now() - beganMs) / 1000;
  const server = await startServerProcess({ DATABASE_URL: url, TIMEZONE: "UTC" });
  const askedMs = performance.now();
  await (await fetch(`${server.address}/api/prediction/today`)).text();
  return { server, storedInSeconds, firstAnswerMs: performance.now() - askedMs };
}

async function askServer({ address, pid }: ServerProcess): Promise<SessionRound> {
  const options = { connections: CONNECTIONS, seconds: SECONDS, headers: AFRESH };
  const figures = await measureRequests(`${address}/api/prediction/today`, options);
  if (figures.failures > 0) throw new Error(`${figures.failures} requests failed`);
  const { requestsPerSecond: perSecond, p99Ms } = figures;
  return { perSecond, p99Ms, residentMb: residentMb(pid) };
}

function residentMb(pid: number): number {
  return (residentMiB(pid) * 2 ** 20) / 1e6;
}

async function byPeople(): Promise<Growth["people"]> {
  const urlOf = (count: number) => `file:${join(folder, `${count}-people.db`)}`;
  for (const count of PEOPLE) await storePeople(urlOf(count), count);
  const rounds = await inTurn<PeopleRound>(PEOPLE, (count) => [
    "benchmarks/growth/people.ts",
    ...[urlOf(count), String(count), String(PROFILE_MEGABYTES)],
  ]);
  return rounds.map(({ size: count, of }) => ({
    count,
    perSecond: spread(of.map((each) => each.perSecond)),
    p99Ms: spread(of.map((each) => each.p99Ms)),
    residentMb: spread(of.map((each) => each.residentMb)),
    profilesInMemory: of[0]?.profilesInMemory ?? 0,
  }));
}

async function byCacheSize(): Promise<Growth["cache"]> {
  const rounds = await inTurn<CacheRound>(CACHE_MEGABYTES, (megabytes) => [
    "benchmarks/growth/answers.ts",
    ...[String(megabytes), String(QUESTIONS)],
  ]);
  return rounds.map(({ size: megabytes, of }) => ({
    megabytes,
    hitRate: of[0]?.hitRate ?? 0,
    entries: of[0]?.entries ?? 0,
    perSecond: spread(of.map((each) => each.perSecond)),
    p99Microseconds: spread(of.map((each) => each.p99Microseconds)),
    residentMb: spread(of.map((each) => each.residentMb)),
  }));
}

/** Every size once per round, each in a process of its own, which prints its figures. */
async function inTurn<Round>(
  sizes: readonly number[],
  argumentsOf: (size: number) => readonly string[],
): Promise<{ readonly size: number; readonly of: readonly Round[] }[]> {
  const run = promisify(execFile);
  const rounds = sizes.map((size) => ({ size, of: [] as Round[] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { size, of } of rounds) {
      const { stdout } = await run(process.execPath, [...argumentsOf(size)]);
      of.push(JSON.parse(stdout));
    }
  }
  return rounds;
}

function spread(values: readonly number[]): Spread {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}
