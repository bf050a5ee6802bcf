/**
 * Questions by a Zipf law to a cache of so many megabytes, its misses made at no cost. Prints a `CacheRound` as JSON.
 *
 *   node benchmarks/growth/answers.ts <megabytes> <distinct questions>
 */

import { createCacheService } from "../../src/cache/cache-service.ts";
import { spreadByTag } from "../../src/cache/cached-answer.ts";
import { cachedRoute } from "../../src/cache/cached-route.ts";
import { NO_SHARED_TIER } from "../../src/cache/shared-tier.ts";
import { openZone } from "../../src/time/zone.ts";
import { peopleOf } from "../../tests/support/people.ts";
import type { CacheRound } from "./results.ts";

const ASKED = 200_000;
const WARM_UP = 100_000;
/** What a forecast of today takes. */
const BODY_BYTES = 1500;

const [megabytes = 32, distinct = 50_000] = process.argv.slice(2).map(Number);
const cut = { zone: openZone("UTC"), dayStartHour: 0 };
const cache = createCacheService({
  clock: { now: () => Date.UTC(2026, 2, 2, 12) },
  people: peopleOf(() => ({ version: 1, cut })),
  profileValidUntilMs: () => undefined,
  maxBytes: megabytes * 2 ** 20,
  openShared: () => NO_SHARED_TIER,
  spread: spreadByTag,
  isOutage: () => false,
  async pause() {},
});
const policy = { ttlMs: 300_000, staleMs: 60_000, bucket: "day", shared: false } as const;
const route = cachedRoute("/api/benchmark", policy);
const latencies = new Float64Array(ASKED);
let seed = 1;
let startedMs = 0;
for (let index = -WARM_UP; index < ASKED; index++) {
  if (index === 0) {
    startedMs = performance.now();
    Object.assign(route.local, { hits: 0, misses: 0 });
  }
  const person = zipf();
  const question = { route, userId: `person ${person}`, locale: "en", parameters: "[]" } as const;
  const askedMs = performance.now();
  if (cache.answers.findFresh(question) === undefined) {
    await cache.answers.obtain(question, () => Buffer.alloc(BODY_BYTES, String(person)));
  }
  if (index >= 0) latencies[index] = (performance.now() - askedMs) * 1000;
}
const tookMs = performance.now() - startedMs;
const { hits, misses } = route.local;
const round: CacheRound = {
  perSecond: ASKED / (tookMs / 1000),
  p99Microseconds: latencies.sort()[Math.floor(ASKED * 0.99)] ?? Number.NaN,
  hitRate: hits / (hits + misses),
  entries: cache.memory.entries,
  residentMb: process.memoryUsage().rss / 1e6,
};
console.log(JSON.stringify(round));

/** Rank r with a probability of nearly 1/r: the inverse of the logarithm that sums them. */
function zipf(): number {
  // Park and Miller's generator: the same questions in every round.
  seed = (seed * 48_271) % 2_147_483_647;
  return Math.floor((distinct + 1) ** (seed / 2_147_483_647)) - 1;
}
