/**
 * What a Redis in trouble costs: the durations of answers that memory does not have, while Redis is healthy and in
 * each trouble once the breaker is open, in turns; each trouble beside the healthy moments before it.
 *
 *   node benchmarks/speed/redis-trouble.ts [--seconds 3] [--rounds 3]     about two minutes
 *
 * Prints a line per trouble and writes benchmarks/results/redis-trouble.json. Needs redis-server.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { eventually } from "../../tests/support/eventually.ts";
import { type FaultyNetwork, faultyNetwork } from "../../tests/support/faulty-network.ts";
import { type OwnRedis, openOwnRedis } from "../../tests/support/own-redis.ts";
import { writeReport } from "../report/report.ts";
import { writeResults } from "../report/results-file.ts";
import { describeMachine } from "../support/machine.ts";
import { median } from "../support/measure-requests.ts";
import { startServerProcess } from "../support/server-process.ts";

const CONNECTIONS = 8;

interface Trouble {
  readonly name: string;
  readonly begin: (redis: OwnRedis, network: FaultyNetwork) => unknown;
  readonly end: (redis: OwnRedis, network: FaultyNetwork) => unknown;
  /** Whether the breaker opens: the service sees that it is down. */
  readonly isDown: boolean;
}

interface Load {
  readonly requests: number;
  readonly failures: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const TROUBLES: readonly Trouble[] = [
  { name: "dead", begin: (redis) => redis.kill(), end: (redis) => redis.restart(), isDown: true },
  {
    name: "500 ms a command",
    begin: (_redis, network) => Object.assign(network, { delayMs: 500 }),
    end: (_redis, network) => Object.assign(network, { delayMs: 0 }),
    isDown: true,
  },
  {
    name: "never answers",
    begin: (redis) => redis.freeze(),
    end: (redis) => redis.resume(),
    isDown: true,
  },
  {
    name: "packets lost",
    begin(_redis, network) {
      network.isSilent = true;
      for (const connection of network.connections) connection.freeze();
    },
    end: (_redis, network) => Object.assign(network, { isSilent: false }),
    isDown: true,
  },
  {
    name: "full",
    begin: (redis) => redis.ask("config", "set", "maxmemory", "100kb"),
    end: (redis) => redis.ask("config", "set", "maxmemory", "0"),
    isDown: false,
  },
];

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "3" },
    rounds: { type: "string", default: "3" },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);

const folder = mkdtempSync(join(tmpdir(), "pomodoro-bench-"));
const redis = await openOwnRedis();
const network = await faultyNetwork("127.0.0.1", redis.port);
const service = await startServerProcess(
  {
    DATABASE_URL: `file:${join(folder, "bench.db")}`,
    REDIS_URL: `redis://127.0.0.1:${network.port}`,
    TIMEZONE: "UTC",
    LOG_LEVEL: "info",
    WORKERS: "1",
  },
  ["--demo"],
);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
let asked = 0;

const measured = new Map<string, { healthy: Load; troubled: Load }[]>();
try {
  await load(3);
  for (let round = 0; round < rounds; round += 1) {
    for (const trouble of TROUBLES) {
      await untilRedisIs("up");
      const healthy = await load(seconds);
      await trouble.begin(redis, network);
      if (trouble.isDown) await untilRedisIs("down");
      const troubled = await load(seconds);
      await trouble.end(redis, network);
      measured.set(trouble.name, [...(measured.get(trouble.name) ?? []), { healthy, troubled }]);
    }
  }
} finally {
  redis.resume();
  agent.destroy();
  await service.stop();
  await network.close();
  await redis.close();
  rmSync(folder, { recursive: true, force: true });
}
report();

function report(): void {
  const troubles: Record<string, Record<string, number>> = {};
  for (const [name, pairs] of measured) {
    const middle = (value: (pair: { healthy: Load; troubled: Load }) => number) =>
      Math.round(median(pairs.map(value)) * 100) / 100;
    const figures = {
      healthyP99Ms: middle(({ healthy }) => healthy.p99Ms),
      troubledP99Ms: middle(({ troubled }) => troubled.p99Ms),
      p99Ratio: middle(({ healthy, troubled }) => troubled.p99Ms / healthy.p99Ms),
      p50Ratio: middle(({ healthy, troubled }) => troubled.p50Ms / healthy.p50Ms),
      requests: pairs.reduce((sum, { troubled }) => sum + troubled.requests, 0),
      failures: pairs.reduce(
        (sum, { healthy, troubled }) => sum + healthy.failures + troubled.failures,
        0,
      ),
    };
    troubles[name] = figures;
    console.log(
      `${name.padEnd(18)} p99 ${figures.troubledP99Ms} ms, healthy ${figures.healthyP99Ms} ms: ` +
        `${figures.p99Ratio} times; ${figures.requests} requests, ${figures.failures} failures`,
    );
  }
  const machine = describeMachine();
  writeResults("redis-trouble", { machine, seconds, rounds, connections: CONNECTIONS, troubles });
  writeReport();
}

/** Asks for answers that nobody has asked for before, as many as there are connections at a time. */
async function load(forSeconds: number): Promise<Load> {
  const until = performance.now() + forSeconds * 1000;
  const durations: number[] = [];
  let failures = 0;
  const ask = async () => {
    while (performance.now() < until) {
      asked += 1;
      const started = performance.now();
      const { status } = await fetchText(`/api/recommendation?category=${asked}`);
      durations.push(performance.now() - started);
      if (status !== 200) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  durations.sort((a, b) => a - b);
  const at = (share: number) => durations[Math.floor(share * durations.length)] ?? Number.NaN;
  return { requests: durations.length, failures, p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function untilRedisIs(state: "up" | "down"): Promise<void> {
  await eventually(
    `Redis is ${state}`,
    async () => {
      await load(0.02);
      const { text } = await fetchText("/api/cache/stats");
      return JSON.parse(text).shared.state === state;
    },
    20_000,
  );
}

/** Any failure of the connection counts as one of the service. */
function fetchText(path: string): Promise<{ status: number; text: string }> {
  const { promise, resolve } = Promise.withResolvers<{ status: number; text: string }>();
  get(service.address + path, { agent }, (response) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      text += chunk;
    });
    response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
  }).on("error", () => resolve({ status: 0, text: "" }));
  return promise;
}
