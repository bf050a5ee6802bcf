/**
 * What happens when more requests come in than can be answered. Finds the capacity of a route, then sends at 0.5, 1, 1.5, 2
 * and 3 times as many requests a second, when they are due and not when earlier ones are answered. Machines are not equally
 * quick all the time, so capacity is measured anew before every step, and each figure is the median of several rounds.
 * The service has a quarter of one core, as many a container has, and the generator the other core: it could not ask
 * more than a whole core can answer. A step in which the generator itself was late says nothing and is marked.
 *
 *   node benchmarks/speed/overload.ts [seconds per step] [rounds]     default: 3 3, about twelve minutes in all
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeReport } from "../report/report.ts";
import { writeResults } from "../report/results-file.ts";
import { describeMachine } from "../support/machine.ts";
import { median } from "../support/measure-requests.ts";
import type { OpenLoad } from "../support/open-load/load-figures.ts";
import type { OverloadStep } from "../support/open-load/results.ts";
import { generateLoad, pinToServerCore } from "../support/open-load.ts";
import { limitProcessor } from "../support/processor-quota.ts";
import { startServerProcess } from "../support/server-process.ts";

const MULTIPLES = [0.5, 1, 1.5, 2, 3];
/** Each client that waits is a connection: as many as a proxy may be allowed, and as no proxy should be. */
const SOME_CONNECTIONS = 500;
const MANY_CONNECTIONS = 4000;
/** Enough to keep the server busy, few enough to leave nobody waiting in the queue. */
const CLOSED_LOOP_CLIENTS = 100;
const WARM_UP_SECONDS = 3;
/** Of a core. */
const SERVER_SHARE = 0.25;

/** A step in which more of the requests were sent late measured the generator. */
const MAX_LATE_SHARE = 0.01;

const AFRESH = ["Cache-Control: no-cache"];

const ROUTES = [
  {
    name: "forecast, worked out afresh",
    path: "/api/prediction/today",
    headers: AFRESH,
    clients: SOME_CONNECTIONS,
  },
  {
    name: "forecast, worked out afresh, many connections",
    path: "/api/prediction/today",
    headers: AFRESH,
    clients: MANY_CONNECTIONS,
  },
  {
    name: "forecast as of a past day, which replays a history",
    path: `/api/prediction/today?date=${daysAgo(60)}`,
    headers: AFRESH,
    clients: MANY_CONNECTIONS,
  },
  {
    name: "forecast, from memory",
    path: "/api/prediction/today",
    headers: [],
    clients: MANY_CONNECTIONS,
  },
];

type Route = (typeof ROUTES)[number];

const [seconds = 3, rounds = 3] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "pomodoro-bench-"));
const server = await startServerProcess(
  { DATABASE_URL: `file:${join(folder, "bench.db")}`, TIMEZONE: "UTC" },
  ["--demo"],
);
pinToServerCore(server.pid);
for (const route of ROUTES) await generateLoad(inTurn(route, WARM_UP_SECONDS));
const quota = limitProcessor(server.pid, SERVER_SHARE);
const routes = [];
for (const route of ROUTES) routes.push(await measureRoute(route));
await server.stop();
quota.remove();
rmSync(folder, { recursive: true, force: true });
writeResults("overload", {
  machine: describeMachine(),
  serverShare: quota.share,
  ...{ seconds, rounds },
  routes,
});
writeReport();

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** As a closed loop, which finds out how much can be answered. */
function inTurn({ path, headers }: Route, forSeconds: number): OpenLoad {
  const { address } = server;
  return {
    ...{ address, path, headers },
    ...{ perSecond: 0, clients: CLOSED_LOOP_CLIENTS, seconds: forSeconds },
  };
}

async function measureRoute(route: Route) {
  const { name, path, clients } = route;
  console.log(name);
  const capacities: number[] = [];
  const stepsOf = new Map<number, OverloadStep[]>(MULTIPLES.map((multiple) => [multiple, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [multiple, steps] of stepsOf) {
      const { answered } = await generateLoad(inTurn(route, seconds));
      const capacity = answered.count / seconds;
      capacities.push(capacity);
      const step = await measureStep(route, multiple, capacity);
      steps.push(step);
      print(step);
    }
  }
  const steps = [...stepsOf.values()].map(middleOf);
  console.log("Medians:");
  for (const step of steps) print(step);
  return { name, path, connections: clients, capacity: median(capacities), steps };
}

async function measureStep(
  route: Route,
  multiple: number,
  capacity: number,
): Promise<OverloadStep> {
  const load = { ...inTurn(route, seconds), clients: route.clients };
  const figures = await generateLoad({ ...load, perSecond: capacity * multiple });
  const { answered, refused, health } = figures;
  return {
    ...{ multiple, isValid: figures.lateShare <= MAX_LATE_SHARE },
    ...{ goodput: answered.count / seconds, share: answered.count / seconds / capacity },
    ...{ answeredP50Ms: answered.p50Ms, answeredP99Ms: answered.p99Ms },
    ...{ refusals: refused.count / seconds },
    ...{ refusedP50Ms: refused.p50Ms, refusedP99Ms: refused.p99Ms },
    ...{ turnedAway: figures.turnedAway / seconds, failures: figures.failed / seconds },
    ...{ healthP99Ms: health.p99Ms, healthFailures: health.failed },
    ...{ recoveredAfterMs: figures.recoveredAfterMs },
  };
}

function middleOf(steps: readonly OverloadStep[]): OverloadStep {
  const middle = (figure: (step: OverloadStep) => number) => median(steps.map(figure));
  /** Of the rounds that have it: where nobody was refused, nobody waited for it. */
  const middleTime = (figure: (step: OverloadStep) => number | null) => {
    const times = steps.map(figure).filter((time) => time !== null);
    return times.length === 0 ? null : median(times);
  };
  return {
    multiple: middle(({ multiple }) => multiple),
    isValid: steps.every(({ isValid }) => isValid),
    goodput: middle(({ goodput }) => goodput),
    share: middle(({ share }) => share),
    answeredP50Ms: middleTime(({ answeredP50Ms }) => answeredP50Ms),
    answeredP99Ms: middleTime(({ answeredP99Ms }) => answeredP99Ms),
    refusals: middle(({ refusals }) => refusals),
    refusedP50Ms: middleTime(({ refusedP50Ms }) => refusedP50Ms),
    refusedP99Ms: middleTime(({ refusedP99Ms }) => refusedP99Ms),
    turnedAway: middle(({ turnedAway }) => turnedAway),
    failures: middle(({ failures }) => failures),
    healthP99Ms: middleTime(({ healthP99Ms }) => healthP99Ms),
    healthFailures: middle(({ healthFailures }) => healthFailures),
    recoveredAfterMs: middle(({ recoveredAfterMs }) => recoveredAfterMs),
  };
}

function print(step: OverloadStep): void {
  const whole = (value: number | null) => (value === null ? "–" : Math.round(value));
  console.log(
    `  ${step.multiple}×: ${whole(step.goodput)} answered a second, ${whole(step.share * 100)} % of capacity (p50 ` +
      `${whole(step.answeredP50Ms)} ms, p99 ${whole(step.answeredP99Ms)} ms), ${whole(step.refusals)} refused (p50 ` +
      `${whole(step.refusedP50Ms)} ms, p99 ${whole(step.refusedP99Ms)} ms), ${whole(step.turnedAway)} without a ` +
      `connection, ${whole(step.failures)} failed, /livez p99 ${whole(step.healthP99Ms)} ms, as usual after ` +
      `${step.recoveredAfterMs} ms${step.isValid ? "" : "  GENERATOR WAS LATE"}`,
  );
}
