/**
 * Our rate limits and rate-limiter-flexible: what counting a request costs in this process and through Redis, what callers
 * cost in memory, and what is let through around the end of a window. The figures of docs/decisions/0021-rate-limits.md.
 * Needs Redis (TEST_REDIS_URL names another than the one on this machine) and `npm ci --prefix benchmarks/limit-libraries`.
 *
 *   node --expose-gc benchmarks/limit-libraries.ts              about half a minute
 */
import { setTimeout as delay } from "node:timers/promises";
import { redisLimits } from "../src/adapters/redis/redis-limits.ts";
import { systemClock as clock } from "../src/dependencies.ts";
import type { LimitStore } from "../src/ports.ts";
import { createRateLimiter } from "../src/services/limits/rate-limiter.ts";
import type { BudgetCounter } from "../src/services/limits/standing.ts";
import { REDIS_URL } from "../tests/support/redis.ts";
import { openMemory, openRedis } from "./limit-libraries/library.js";
import { median } from "./support/measure-requests.ts";

const ROUNDS = 5;
const HARDLY_LIMITED = 1_000_000_000;
const AT_ONCE = 50;
const CALLERS = Array.from({ length: 1000 }, (_, index) => `key ${index}`);

function ours(count: number, store?: LimitStore): BudgetCounter {
  const limiter = createRateLimiter({
    rates: { reads: { count, periodMs: 60_000 }, writes: "off", imports: "off", ai: "off" },
    ...{ clock, store, processes: 1 },
  });
  if (limiter?.reads === undefined) throw new Error("nothing is limited");
  return limiter.reads;
}

const decide = (counter: BudgetCounter) => async (caller: string) =>
  (counter.decide(caller) ?? (await counter.ask(caller))).isAllowed;

type Take = (caller: string) => unknown;

/** Processor time of this process, µs each. */
async function cost(count: number, atOnce: number, callers: readonly string[], take: Take) {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    for (let i = 0; i < count; i += atOnce) {
      const batch = Array.from({ length: atOnce }, (_, j) =>
        take(callers[(i + j) % callers.length] ?? ""),
      );
      if (batch[0] instanceof Promise) await Promise.all(batch);
    }
    const { user, system } = process.cpuUsage(before);
    rounds.push((user + system) / count);
  }
  return `${median(rounds).toFixed(2)} µs`;
}

/** How many of twenty that are sent within 60 ms around the end of the first window, of 10 in two seconds. */
async function aroundTheEdge(take: (caller: string) => unknown): Promise<number> {
  const beganMs = clock.now();
  await take("edge");
  let allowed = 0;
  await delay(beganMs + 1950 - clock.now());
  for (let i = 0; i < 9; i += 1) allowed += (await take("edge")) ? 1 : 0;
  await delay(beganMs + 2010 - clock.now());
  for (let i = 0; i < 10; i += 1) allowed += (await take("edge")) ? 1 : 0;
  return allowed;
}

async function bytesFor(callers: number, take: Take): Promise<string> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < callers; i += 1) await take(`key 0b6f1c9e-52a4-4b07-9d0c-${i}`);
  globalThis.gc?.();
  return `${((process.memoryUsage().heapUsed - before) / 1e6).toFixed(1)} MB`;
}

const memory = openMemory(HARDLY_LIMITED, 60);
const redis = openRedis(REDIS_URL, HARDLY_LIMITED, 60);
const store = redisLimits(REDIS_URL, `limit-libraries-${process.pid}:`);
await delay(500);
const alone = ours(HARDLY_LIMITED);
const shared = ours(HARDLY_LIMITED, store);
const atOnce = (caller: string) => alone.decide(caller);

console.log("in this process, ours:", await cost(500_000, 1000, CALLERS, atOnce));
console.log("in this process, library:", await cost(500_000, 1000, CALLERS, memory.take));
console.log("Redis, 1000 callers, ours:", await cost(20_000, AT_ONCE, CALLERS, decide(shared)));
console.log("Redis, 1000 callers, library:", await cost(20_000, AT_ONCE, CALLERS, redis.take));
console.log("Redis, one caller, ours:", await cost(50_000, AT_ONCE, ["busy"], decide(shared)));
console.log("Redis, one caller, library:", await cost(20_000, AT_ONCE, ["busy"], redis.take));

const twoSeconds = createRateLimiter({
  rates: { reads: { count: 10, periodMs: 2000 }, writes: "off", imports: "off", ai: "off" },
  ...{ clock, store: undefined, processes: 1 },
});
const { reads = alone } = twoSeconds ?? {};
console.log(
  "around an edge, ours:",
  await aroundTheEdge((caller) => reads.decide(caller)?.isAllowed),
);
console.log("around an edge, library:", await aroundTheEdge(openMemory(10, 2).take));

const many = ours(1000);
console.log("200,000 callers, ours:", await bytesFor(200_000, (caller) => many.decide(caller)));
console.log("200,000 callers, library:", await bytesFor(200_000, openMemory(1000, 60).take));
redis.close();
await store.close();
process.exit(0);
