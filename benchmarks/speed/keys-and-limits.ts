/**
 * What being asked who sends a request, and how many were sent, costs a kept answer: a service without keys, the same with
 * keys and limits, the same for somebody with settings of their own, and a bare node:http that sends the same bytes; by turns on
 * one machine. The limits are ones that nobody reaches.
 *
 *   node benchmarks/speed/keys-and-limits.ts [connections …]     default: 500, about a minute
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeApiKeys } from "../support/api-keys.ts";
import { startBareProcess } from "../support/bare-process.ts";
import { storeInventedHistory } from "../support/invented-history.ts";
import { measureRequestsAndProcessor, median } from "../support/measure-requests.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";

const ROUNDS = 9;
const SECONDS = 1;
const SESSIONS = 3000;
const PATH = "/api/prediction/today";
const GUARDED = {
  POMODORO_AUTH: "keys",
  POMODORO_RATE_LIMIT_READS: "1000000000/min",
  POMODORO_RATE_LIMIT_WRITES: "1000000/min",
};

interface Contestant {
  readonly name: string;
  readonly server: ServerProcess;
  readonly headers: readonly string[];
}

type Figures = Awaited<ReturnType<typeof measureRequestsAndProcessor>>;

const folder = mkdtempSync(join(tmpdir(), "pomodoro-keys-and-limits-"));
const contestants: Contestant[] = [];
try {
  contestants.push(await start("open", {}));
  contestants.push(await start("keys and limits", GUARDED));
  // A zone of their own, in which the answer is as long as for the others.
  contestants.push(await start("own settings", GUARDED, { timezone: "Africa/Abidjan" }));
  contestants.push(await startBare());
  const given = process.argv.slice(2).map(Number);
  for (const connections of given.length > 0 ? given : [500]) await compare(connections);
} finally {
  for (const { server } of contestants) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function start(
  name: string,
  env: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Contestant> {
  const url = `file:${join(folder, `${name.replaceAll(" ", "-")}.db`)}`;
  await storeInventedHistory(url, SESSIONS);
  const [key] = "POMODORO_AUTH" in env ? await storeApiKeys(url, ["default"]) : [];
  const server = await startServerProcess({
    ...{ DATABASE_URL: url, TIMEZONE: "UTC", WORKERS: "1", ...env },
  });
  if (Object.keys(settings).length > 0) {
    const { status } = await fetch(`${server.address}/api/settings`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(settings),
    });
    if (status !== 200) throw new Error(`settings were answered ${status}`);
  }
  return { name, server, headers: key === undefined ? [] : [`authorization=Bearer ${key}`] };
}

/** The bytes of the first contestant. */
async function startBare(): Promise<Contestant> {
  const answer = await fetch((contestants[0]?.server.address ?? "") + PATH);
  const server = await startBareProcess(new Uint8Array(await answer.arrayBuffer()));
  return { name: "bare node:http", server, headers: [] };
}

/** In each round all are asked, beginning with another one, so that a slow moment of the machine hits them all. */
async function compare(connections: number): Promise<void> {
  const rounds: Map<string, Figures>[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const figures = new Map<string, Figures>();
    for (let place = 0; place < contestants.length; place += 1) {
      const contestant = contestants[(place + round) % contestants.length];
      if (contestant === undefined) continue;
      figures.set(contestant.name, await measure(contestant, connections));
    }
    // The first warms up: of processes that have just begun some requests are refused.
    if (round > 0) rounds.push(figures);
  }
  const ratio = (of: (figures: Figures) => number, one: string, other: string) =>
    median(
      rounds.map((figures) => {
        const [first, second] = [figures.get(one), figures.get(other)];
        return first === undefined || second === undefined ? Number.NaN : of(first) / of(second);
      }),
    ).toFixed(2);
  const rate = ({ requestsPerSecond }: Figures) => requestsPerSecond;
  const cost = ({ cpuSecondsPer100k }: Figures) => cpuSecondsPer100k;
  const guarded = "keys and limits";
  console.log(
    [
      `${connections} connections, medians of ${ROUNDS} rounds:`,
      `kept answers with keys and limits, of those without: ${ratio(rate, guarded, "open")}, in ${ratio(cost, guarded, "open")} of the processor time`,
      `for somebody with settings of their own, of those for others: ${ratio(rate, "own settings", guarded)}, in ${ratio(cost, "own settings", guarded)} of the processor time`,
      `processor time of bare node:http, of that with keys and limits: ${ratio(cost, "bare node:http", guarded)}; without them: ${ratio(cost, "bare node:http", "open")}`,
    ].join("\n"),
  );
  const failed = rounds
    .flatMap((figures) => [...figures.values()])
    .filter(({ failures }) => failures);
  if (failed.length > 0) throw new Error(`in ${failed.length} measurements requests failed`);
}

async function measure({ server, headers }: Contestant, connections: number): Promise<Figures> {
  const load = { connections, seconds: SECONDS, headers };
  return measureRequestsAndProcessor(server.pid, server.address + PATH, load);
}
