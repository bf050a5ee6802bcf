import type { CachePolicy } from "../../src/cache/cache-policy.ts";
import type { CacheRequest } from "../../src/cache/cache-request.ts";
import { type CacheService, createCacheService } from "../../src/cache/cache-service.ts";
import type { CachedRoute } from "../../src/cache/cached-route.ts";
import { createSharedTier, NO_SHARED_TIER } from "../../src/cache/shared-tier.ts";
import type { CacheStore } from "../../src/ports.ts";
import type { DayCut } from "../../src/time/local-day.ts";
import { openZone } from "../../src/time/zone.ts";
import { peopleOf } from "./people.ts";
import { type TestClock, testClock } from "./test-clock.ts";

/** The database is down. */
export class Outage extends Error {}

/** What all replicas see alike: the time, the data's versions, how days are cut. */
export interface AnswerWorld {
  readonly clock: TestClock;
  /** Waits until a test has moved the clock that far. */
  until(atMs: number): Promise<void>;
  /** By user; 1 when nobody has written. */
  readonly versions: Map<string, number>;
  /** By user; UTC and midnight when not set. */
  readonly cuts: Map<string, DayCut>;
  /** Until when facts stay as they are without a write; nothing when unknown. */
  profileValidUntilMs: (userId: string) => number | undefined;
  /** While true, no version can be read. */
  isDown: boolean;
  /** When memory was last known to be up to date; never when it is not set. */
  confirmedMs: number | undefined;
  /** Is told of every pause of a replica that waits for another one; time then moves by as much. */
  onPause: () => Promise<void> | void;
}

export function answerWorld(atIso = "2026-03-02T12:00:00Z"): AnswerWorld {
  const { clock, until } = waitableClock(testClock(atIso));
  return {
    clock,
    until,
    versions: new Map(),
    cuts: new Map(),
    profileValidUntilMs: () => Number.POSITIVE_INFINITY,
    isDown: false,
    confirmedMs: undefined,
    onPause() {},
  };
}

/** A clock that wakes what waits for a time. */
function waitableClock(clock: TestClock) {
  const waiting = new Set<{ readonly atMs: number; wake(): void }>();
  function wake(): void {
    for (const each of waiting) {
      if (clock.now() < each.atMs) continue;
      waiting.delete(each);
      each.wake();
    }
  }
  return {
    clock: {
      now: clock.now,
      advance(ms: number) {
        clock.advance(ms);
        wake();
      },
      set(iso: string) {
        clock.set(iso);
        wake();
      },
    },
    until: (atMs: number) =>
      new Promise<void>((resolve) => {
        waiting.add({ atMs, wake: resolve });
        wake();
      }),
  };
}

export interface Asked {
  readonly userId?: string;
  readonly locale?: "en" | "cs";
  readonly parameters?: string;
  /** The loader for refreshing ahead. */
  readonly loaderFor?: NonNullable<CacheRequest["loaderFor"]>;
}

/** One process of the service, as far as kept answers go. */
export interface AnswerReplica {
  readonly service: CacheService;
  readonly route: CachedRoute;
  /** How many deletions, or gaps in which one may have been missed, it was told of. */
  readonly invalidations: number;
  request(asked?: Asked): CacheRequest;
  /** Asks, and has the text made when need be; says where the answer came from, and the answer. */
  ask(make: string | (() => string | Promise<string>), asked?: Asked): Promise<string>;
  /** The answer that is found at once. */
  findFresh(asked?: Asked): string | undefined;
}

export interface ReplicaOptions {
  readonly store: CacheStore | undefined;
  readonly policy?: Partial<CachePolicy>;
  readonly prefix?: string;
  readonly maxBytes?: number;
  readonly spread?: (etag: string) => number;
}

/** Made anew after 100 s, and 50 s more where staleness is allowed. */
export const POLICY: CachePolicy = {
  ttlMs: 100_000,
  staleMs: 50_000,
  bucket: "none",
  shared: true,
};

const UTC: DayCut = { zone: openZone("UTC"), dayStartHour: 0 };

export function openReplica(world: AnswerWorld, options: ReplicaOptions): AnswerReplica {
  const { clock } = world;
  const { store, prefix = "p:", maxBytes = 1_000_000, spread = () => 0 } = options;
  let invalidations = 0;
  const service = createCacheService({
    clock,
    async pause(ms) {
      await world.onPause();
      clock.advance(ms);
    },
    people: peopleOf(
      (userId) => ({
        version: world.versions.get(userId) ?? 1,
        cut: world.cuts.get(userId) ?? UTC,
      }),
      () => {
        if (world.isDown) throw new Outage();
      },
      () => world.confirmedMs,
    ),
    profileValidUntilMs: (userId) => world.profileValidUntilMs(userId),
    maxBytes,
    openShared({ onRemoved, onWritten }) {
      if (store === undefined) return NO_SHARED_TIER;
      return createSharedTier({
        store,
        clock,
        pause: (ms) => world.until(clock.now() + ms),
        prefix,
        onWritten,
        onRemoved(selection) {
          invalidations += 1;
          onRemoved(selection);
        },
      });
    },
    spread,
    isOutage: (error) => error instanceof Outage,
  });
  const route = service.declare("/api/x", { ...POLICY, ...options.policy });
  const request = (asked: Asked = {}): CacheRequest => ({
    ...{ route, userId: "alice", locale: "en", parameters: "[]" },
    ...asked,
  });
  return {
    service,
    route,
    request,
    get invalidations() {
      return invalidations;
    },
    async ask(make, asked) {
      const text = typeof make === "string" ? () => make : make;
      const { answer, from } = await service.answers.obtain(request(asked), async () =>
        Buffer.from(await text()),
      );
      return `${from} ${textOf(answer.wire)}`;
    },
    findFresh(asked) {
      const found = service.answers.findFresh(request(asked));
      return found === undefined ? undefined : textOf(found.wire);
    },
  };
}

function textOf(wire: string): string {
  return Buffer.from(wire, "latin1").toString();
}
