/**
 * Our cache and bentocache, asked for the same behaviours and measured in the same run; then the table of
 * docs/decisions/0013-cache.md. Needs Redis (TEST_REDIS_URL names another than the one on this machine) and
 * `npm ci --prefix benchmarks/cache-libraries`; without either it says so and measures nothing.
 *
 *   node benchmarks/cache-libraries.ts              about five minutes
 *   node benchmarks/cache-libraries.ts --quick      one round of costs; shown, not written
 *   node benchmarks/cache-libraries.ts --render     the table from committed results, nothing measured
 */
import { existsSync, readFileSync } from "node:fs";
import { missingRedis, REDIS_URL } from "../tests/support/redis.ts";
import { type Behaviour, checkBehaviour } from "./cache-libraries/behaviour.ts";
import { measureCosts } from "./cache-libraries/cost.ts";
import { OURS } from "./cache-libraries/ours.ts";
import {
  BEHAVIOURS,
  type CacheLibraries,
  readCacheLibraries,
  writeCacheLibraries,
  writePage,
} from "./cache-libraries/results.ts";
import type { Contestant } from "./cache-libraries/subject.ts";
import { describeMachine } from "./support/machine.ts";

const ROUNDS = 5;
const TRIES = 3;

// A connection that ends under a command of ioredis rejects a promise that nobody has.
process.on("unhandledRejection", (reason) => console.error(`unhandled: ${reason}`));

const folder = new URL("./cache-libraries/node_modules/", import.meta.url);
const isQuick = process.argv.includes("--quick");

if (process.argv.includes("--render")) {
  writePage(readCacheLibraries());
} else {
  const missing = existsSync(new URL("bentocache/", folder))
    ? await missingRedis()
    : "SKIPPED: npm ci --prefix benchmarks/cache-libraries";
  if (missing !== undefined) {
    console.error(missing);
  } else {
    const results = await measure();
    if (!isQuick) {
      writeCacheLibraries(results);
      writePage(results);
    }
    // Retries of a bus that is closed would go on.
    process.exit();
  }
}

async function measure(): Promise<CacheLibraries> {
  const { openBentocache } = await import("./cache-libraries/bentocache.js");
  const contestants: readonly Contestant[] = [
    OURS,
    { name: "bentocache", open: (options) => openBentocache(options, true) },
    { name: "bentocache, objects", open: (options) => openBentocache(options, false) },
  ];
  const failures = new Map(contestants.map(({ name }) => [name, new Map<string, string>()]));
  for (const behaviour of BEHAVIOURS) {
    console.log(behaviour.title);
    for (const contestant of contestants) {
      const failure = await checkRepeatedly(behaviour, contestant);
      console.log(
        `  ${contestant.name.padEnd(20)} ${failure === undefined ? "yes" : `no: ${failure}`}`,
      );
      if (failure !== undefined) failures.get(contestant.name)?.set(behaviour.id, failure);
    }
  }
  const costs = await measureCosts(contestants, isQuick ? 1 : ROUNDS);
  for (const [name, { hitUs, missUs }] of costs) {
    console.log(`${name.padEnd(20)} hit ${hitUs} µs, miss ${missUs} µs of processor time`);
  }
  return {
    machine: describeMachine({
      bentocache: versionOf("bentocache"),
      ioredis: versionOf("ioredis"),
    }),
    contestants: contestants.map(({ name }) => ({
      name,
      failures: Object.fromEntries(failures.get(name) ?? []),
      hitUs: costs.get(name)?.hitUs ?? Number.NaN,
      missUs: costs.get(name)?.missUs ?? Number.NaN,
    })),
  };
}

/** A busy machine is no failure of the cache: it has to fail each time. */
async function checkRepeatedly(
  behaviour: Behaviour,
  contestant: Contestant,
): Promise<string | undefined> {
  let failure: string | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    failure = await checkBehaviour(behaviour, contestant, REDIS_URL);
    if (failure === undefined) return undefined;
  }
  return failure;
}

function versionOf(library: string): string {
  const { version } = JSON.parse(readFileSync(new URL(`${library}/package.json`, folder), "utf8"));
  return String(version);
}
