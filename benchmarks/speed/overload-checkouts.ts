/**
 * The same overload on several checkouts in turn, to tell what a piece of admission control is worth: take it out in a
 * worktree and compare. Three times as many requests come as can be answered. Each service has a quarter of one core, the
 * generator the other one. Goodput is answers within a second for each second of processor time, which a busy machine changes less than those for each second
 * that passes; capacity is what the first answers to clients that ask in turn.
 *
 *   node benchmarks/speed/overload-checkouts.ts light|heavy|kept|mixed ROUNDS CHECKOUT CHECKOUT…
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { median } from "../support/measure-requests.ts";
import type { OpenLoadFigures } from "../support/open-load/load-figures.ts";
import { generateLoad, pinToServerCore } from "../support/open-load.ts";
import { limitProcessor } from "../support/processor-quota.ts";
import { processorSeconds } from "../support/processor-time.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";

const AFRESH = ["Cache-Control: no-cache"];
const FORECAST = { path: "/api/prediction/today", headers: AFRESH };
const KEPT = { path: "/api/prediction/today", headers: [] };
const PAST_DAY = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
const REPLAY = { path: `/api/prediction/today?date=${PAST_DAY}`, headers: AFRESH };

/** What comes at once; only the first makes the overload. */
const CELLS = new Map([
  ["light", [FORECAST]],
  ["heavy", [REPLAY]],
  ["kept", [KEPT]],
  ["mixed", [FORECAST, KEPT]],
]);
const ARRIVALS = 3;
const CONNECTIONS = 4000;
const SECONDS = 3;
const CAPACITY_SECONDS = 2;
const WARM_UP_SECONDS = 4;
const CLOSED_LOOP_CLIENTS = 100;
const SERVER_SHARE = 0.25;

interface Figures {
  readonly perProcessorSecond: number;
  readonly goodput: number;
  readonly answeredP99Ms: number;
  readonly refusedP99Ms: number;
  readonly healthP99Ms: number;
  readonly failed: number;
}

const [cell = "", rounds = "", ...checkouts] = process.argv.slice(2);
const loads = CELLS.get(cell);
if (loads === undefined || checkouts.length === 0)
  throw new Error("which load, and which checkouts?");
const [first = FORECAST, ...others] = loads;

const folder = mkdtempSync(join(tmpdir(), "pomodoro-bench-"));
const servers = new Map<string, ServerProcess>();
const quotas = [];
for (const checkout of checkouts) servers.set(checkout, await start(checkout));
for (const { pid } of servers.values()) quotas.push(limitProcessor(pid, SERVER_SHARE));
const found = new Map(checkouts.map((checkout): [string, Figures[]] => [checkout, []]));
for (let round = 0; round < Number(rounds); round += 1) {
  const address = servers.get(checkouts[0] ?? "")?.address ?? "";
  const capacity = await capacityOf(address, first);
  console.log(`capacity ${capacity.toFixed(0)}/s`);
  for (const [checkout, server] of round % 2 === 0 ? servers : [...servers].reverse()) {
    found.get(checkout)?.push(await measure(server, capacity));
  }
}
for (const server of servers.values()) await server.stop();
quotas[0]?.remove();
rmSync(folder, { recursive: true, force: true });
print();

async function start(checkout: string): Promise<ServerProcess> {
  const server = await startServerProcess(
    { DATABASE_URL: `file:${join(folder, `${servers.size}.db`)}`, TIMEZONE: "UTC" },
    ["--demo"],
    join(checkout, "bin/pomodoro-ml.js"),
  );
  pinToServerCore(server.pid);
  for (const load of [first, ...others]) await capacityOf(server.address, load, WARM_UP_SECONDS);
  return server;
}

async function capacityOf(address: string, load: typeof FORECAST, seconds = CAPACITY_SECONDS) {
  const inTurn = { address, ...load, clients: CLOSED_LOOP_CLIENTS, perSecond: 0, seconds };
  return (await generateLoad(inTurn)).answered.count / seconds;
}

async function measure({ address, pid }: ServerProcess, capacity: number): Promise<Figures> {
  const usedBefore = processorSeconds(pid);
  const perSecond = ARRIVALS * capacity;
  const open = { address, seconds: SECONDS, clients: CONNECTIONS };
  const all = await Promise.all([
    generateLoad({ ...open, ...first, perSecond }),
    ...others.map((load) => generateLoad({ ...open, ...load, perSecond: capacity })),
  ]);
  const sum = (figure: (figures: OpenLoadFigures) => number) =>
    all.reduce((total, figures) => total + figure(figures), 0);
  const most = (figure: (figures: OpenLoadFigures) => number) => Math.max(...all.map(figure));
  const answered = sum(({ answered }) => answered.count);
  return {
    perProcessorSecond: answered / (processorSeconds(pid) - usedBefore),
    goodput: answered / SECONDS,
    answeredP99Ms: most(({ answered }) => answered.p99Ms),
    refusedP99Ms: most(({ refused }) => refused.p99Ms),
    healthP99Ms: most(({ health }) => health.p99Ms),
    failed: sum(({ failed }) => failed) / SECONDS,
  };
}

function print(): void {
  for (const [checkout, figures] of found) {
    const middle = (figure: (of: Figures) => number) => median(figures.map(figure));
    const each = figures.map((of) => of.perProcessorSecond.toFixed(0)).join(" ");
    console.log(
      `${cell} ${basename(checkout)}: ${middle((of) => of.perProcessorSecond).toFixed(0)} each processor second (${each}), ` +
        `${middle((of) => of.goodput).toFixed(0)}/s, answered p99 ` +
        `${middle((of) => of.answeredP99Ms).toFixed(0)} ms, refused p99 ${middle((of) => of.refusedP99Ms).toFixed(0)} ms, ` +
        `/livez p99 ${middle((of) => of.healthP99Ms).toFixed(0)} ms, failed ${middle((of) => of.failed).toFixed(0)}/s`,
    );
  }
}
