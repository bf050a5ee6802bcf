/**
 * What happens when more requests come in than can be answered. Finds the capacity of a route, then sends at 0.5, 1, 1.5, 2
 * and 3 times as many requests a second, when they are due and not when earlier ones are answered. The service has a
 * quarter of one core, as many a container has, and the generator the other core: it could not ask more than a whole
 * core can answer. A step in which the generator itself was late says nothing and is marked.
 *
 *   node benchmarks/speed/overload.ts [seconds per step]     default: 5, about two minutes in all
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeReport } from "../report/report.ts";
import { writeResults } from "../report/results-file.ts";
import { describeMachine } from "../support/machine.ts";
import { generateLoad, pinToServerCore } from "../support/open-load.ts";
import { limitProcessor } from "../support/processor-quota.ts";
import { startServerProcess } from "../support/server-process.ts";

const MULTIPLES = [0.5, 1, 1.5, 2, 3];
/** Each client that waits is a connection; a quarter of a core takes a third of a second to answer all of them from memory. */
const CONNECTIONS = 4000;
/** Enough to keep the server busy, few enough to leave nobody waiting in line. */
const CLOSED_LOOP_CLIENTS = 100;
const WARM_UP_SECONDS = 3;
/** Of a core. */
const SERVER_SHARE = 0.25;

/** A step in which more of the requests were sent late measured the generator. */
const MOST_LATE = 0.01;

const ROUTES = [
  {
    name: "forecast, worked out afresh",
    path: "/api/prediction/today",
    headers: ["Cache-Control: no-cache"],
  },
  {
    name: "forecast as of a past day, which replays a history",
    path: `/api/prediction/today?date=${daysAgo(60)}`,
    headers: ["Cache-Control: no-cache"],
  },
  { name: "forecast, from memory", path: "/api/prediction/today", headers: [] },
];

const [seconds = 5] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "pomodoro-bench-"));
const server = await startServerProcess(
  { DATABASE_URL: `file:${join(folder, "bench.db")}`, TIMEZONE: "UTC" },
  ["--demo"],
);
pinToServerCore(server.pid);
const quota = limitProcessor(server.pid, SERVER_SHARE);
const routes = [];
for (const route of ROUTES) routes.push(await measureRoute(route));
await server.stop();
quota.remove();
rmSync(folder, { recursive: true, force: true });
writeResults("overload", {
  machine: describeMachine(),
  connections: CONNECTIONS,
  serverShare: quota.share,
  seconds,
  routes,
});
writeReport();

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

async function measureRoute({ name, path, headers }: (typeof ROUTES)[number]) {
  const load = { address: server.address, path, headers, clients: CONNECTIONS };
  const closed = { ...load, perSecond: 0, clients: CLOSED_LOOP_CLIENTS };
  await generateLoad({ ...closed, seconds: WARM_UP_SECONDS });
  const { answered } = await generateLoad({ ...closed, seconds });
  const capacity = answered.count / seconds;
  console.log(`${name}: ${Math.round(capacity)} a second`);
  const steps = [];
  for (const multiple of MULTIPLES) {
    const { sent, ...figures } = await generateLoad({
      ...load,
      perSecond: capacity * multiple,
      seconds,
    });
    const isValid = figures.lateShare <= MOST_LATE;
    const goodput = figures.answered.count / seconds;
    steps.push({ multiple, isValid, goodput, due: capacity * multiple * seconds, ...figures });
    console.log(
      `  ${multiple}×: ${Math.round(goodput)} answered a second (p50 ${figures.answered.p50Ms} ms, p99 ` +
        `${figures.answered.p99Ms} ms), ${Math.round(figures.refused.count / seconds)} refused (p50 ` +
        `${figures.refused.p50Ms} ms, p99 ${figures.refused.p99Ms} ms), ${Math.round(figures.turnedAway / seconds)} without a connection, ${figures.failed} failed, /livez p99 ` +
        `${figures.health.p99Ms} ms, as usual after ${figures.recoveredAfterMs} ms${isValid ? "" : "  GENERATOR WAS LATE"}`,
    );
  }
  return { name, path, capacity, steps };
}
