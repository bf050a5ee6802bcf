import { setTimeout as delay } from "node:timers/promises";
import { redisStore } from "../../src/adapters/redis/redis-store.ts";
import { systemClock } from "../../src/adapters/system-clock.ts";
import type { CacheRequest } from "../../src/cache/cache-request.ts";
import { createCacheService } from "../../src/cache/cache-service.ts";
import { spreadByTag } from "../../src/cache/cached-answer.ts";
import { createSharedTier, NO_SHARED_TIER } from "../../src/cache/shared-tier.ts";
import { openZone } from "../../src/time/zone.ts";
import { peopleOf } from "../../tests/support/people.ts";
import type { Asked, Contestant, Subject, SubjectOptions } from "./subject.ts";

export const OURS: Contestant = { name: "ours", open: openOurs };

/** `src/cache` as the service wires it, on a feed that the caller's versions stand for. */
async function openOurs(options: SubjectOptions): Promise<Subject> {
  const { prefix, redisUrl, ttlMs, staleMs, maxBytes } = options;
  const clock = systemClock;
  const pause = (ms: number) => delay(ms, undefined, { ref: false });
  const cut = { zone: openZone("UTC"), dayStartHour: 0 };
  const versions = new Map<string, number>();
  const service = createCacheService({
    clock,
    pause,
    people: peopleOf((userId) => ({ version: versions.get(userId) ?? 0, cut })),
    profileValidUntilMs: () => Number.POSITIVE_INFINITY,
    maxBytes,
    openShared(news) {
      if (redisUrl === undefined) return NO_SHARED_TIER;
      const store = redisStore(redisUrl, `${prefix}news`);
      return createSharedTier({ store, clock, pause, prefix, ...news });
    },
    spread: spreadByTag,
    isOutage: (error) => error instanceof Error && error.message === "outage",
  });
  const route = service.declare("/api/x", {
    ...{ ttlMs, staleMs, bucket: "none", shared: redisUrl !== undefined },
    ...(options.isExpensive ? { singleFlight: { leaseMs: 10_000, maxWaitMs: 5000 } } : {}),
  });
  function request({ userId, parameters, version }: Asked): CacheRequest {
    versions.set(userId, version);
    return { route, userId, locale: "en", parameters };
  }
  return {
    findNow: (asked) => service.answers.findFresh(request(asked))?.wire,
    async ask(asked, make) {
      const cacheRequest = request(asked);
      const fresh = service.answers.findFresh(cacheRequest);
      if (fresh !== undefined) return fresh.wire;
      const made = async () => Buffer.from(await make());
      return (await service.answers.obtain(cacheRequest, made)).answer.wire;
    },
    async remove(userId) {
      await service.remove({ userId });
    },
    close: () => service.close(),
  };
}
