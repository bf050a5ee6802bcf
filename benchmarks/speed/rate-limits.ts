/**
 * What counting requests costs: the same kept answer of services that count nothing, that count by themselves and that
 * count together through Redis, by turns on one machine. The limits are ones that nobody reaches.
 * Needs Redis for the third (TEST_REDIS_URL names another than the one on this machine).
 *
 *   node benchmarks/speed/rate-limits.ts [connections …]     default: 50 500, about two minutes
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missingRedis, REDIS_URL } from "../../tests/support/redis.ts";
import { storeInventedHistory } from "../support/invented-history.ts";
import { measureRequestsAndProcessor, median } from "../support/measure-requests.ts";
import { startServerProcess } from "../support/server-process.ts";

const ROUNDS = 10;
const SECONDS = 1;
const SESSIONS = 3000;
const PATH = "/api/prediction/today";

const LIMITS = { POMODORO_RATE_LIMIT_READS: "1000000000/min", POMODORO_RATE_LIMIT_WRITES: "1/h" };
const hasRedis = (await missingRedis()) === undefined;

type Environment = Readonly<Record<string, string>>;

const folder = mkdtempSync(join(tmpdir(), "pomodoro-limits-"));
try {
  const given = process.argv.slice(2).map(Number);
  for (const connections of given.length > 0 ? given : [50, 500]) {
    await compare("by itself", connections, {}, LIMITS);
    if (!hasRedis) continue;
    const shared = { REDIS_URL };
    await compare("through Redis", connections, shared, { ...shared, ...LIMITS });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Both run all the time and are asked by turns, so that a slow moment of the machine hits both. */
async function compare(
  name: string,
  connections: number,
  without: Environment,
  counting: Environment,
): Promise<void> {
  const base = await start(`${name} ${connections} base`, without);
  const counted = await start(`${name} ${connections} counted`, counting);
  const rates: number[] = [];
  const costs: number[] = [];
  try {
    // Of a process that has just begun some are refused.
    for (const server of [base, counted]) await load(server, connections);
    for (let round = 0; round < ROUNDS; round += 1) {
      const [first, second] = round % 2 === 0 ? [base, counted] : [counted, base];
      const figures = new Map([
        [first, await measure(first, connections)],
        [second, await measure(second, connections)],
      ]);
      const [one, other] = [figures.get(base), figures.get(counted)];
      if (one === undefined || other === undefined) continue;
      rates.push(other.requestsPerSecond / one.requestsPerSecond);
      costs.push(other.cpuSecondsPer100k / one.cpuSecondsPer100k);
    }
  } finally {
    await base.stop();
    await counted.stop();
  }
  console.log(
    `${connections} connections, counted ${name}: ${median(rates).toFixed(2)} times as many kept answers ` +
      `(${Math.min(...rates).toFixed(2)}–${Math.max(...rates).toFixed(2)}), ` +
      `in ${median(costs).toFixed(2)} of the processor time (${Math.min(...costs).toFixed(2)}–${Math.max(...costs).toFixed(2)})`,
  );
}

async function start(name: string, environment: Environment) {
  const url = `file:${join(folder, `${name.replaceAll(" ", "-")}.db`)}`;
  await storeInventedHistory(url, SESSIONS);
  return startServerProcess({ DATABASE_URL: url, TIMEZONE: "UTC", WORKERS: "1", ...environment });
}

type Server = Awaited<ReturnType<typeof start>>;

function load({ pid, address }: Server, connections: number) {
  return measureRequestsAndProcessor(pid, address + PATH, { connections, seconds: SECONDS });
}

async function measure(server: Server, connections: number) {
  const figures = await load(server, connections);
  if (figures.failures > 0) throw new Error(`${figures.failures} requests failed`);
  return figures;
}
