import { randomUUID } from "node:crypto";
import { type CacheStore, CacheStoreError, type Clock, type Pause } from "../ports.ts";
import { type CacheRequest, keyOf } from "./cache-request.ts";
import type { CachedAnswer, Validity } from "./cached-answer.ts";
import { circuitBreaker } from "./circuit-breaker.ts";
import { decodeEntry, encodeEntry } from "./entry-codec.ts";
import { type Selection, selects, selectsRoute } from "./selection.ts";
import { isGroup, routeOf, sharedKeys } from "./shared-keys.ts";
import { type Message, parseMessage } from "./shared-message.ts";

/** Answers that replicas share. Nothing here throws or takes long: a tier that cannot answer says "not found". */
export interface SharedTier {
  /** The newest answer to the request, whatever data it was made from; the caller checks its validity. */
  find(request: CacheRequest): Promise<CachedAnswer | undefined>;
  /** Stores in the background, unless a later answer is stored; then releases the lease. */
  keep(request: CacheRequest, answer: CachedAnswer, lease?: Lease): void;
  /** Asks to be the one replica that loads an answer; nothing when the store cannot tell. */
  lease(request: CacheRequest, validity: Validity, lifeMs: number): Promise<Lease | undefined>;
  /** Tells the other replicas that a user has written, as far as the store can. */
  noteWrite(userId: string): void;
  /** Deletes in the store and tells the other replicas; a failed deletion stays pending and is retried. */
  remove(selection: Selection): Promise<number>;
  status(): SharedStatus;
  close(): Promise<void>;
}

/** The outcome of asking for a lease. */
export interface Lease {
  /** Otherwise another replica holds it. */
  readonly isMine: boolean;
  /** Fencing number: an answer with a lower number does not replace one with a higher. */
  readonly fence: number;
  /** In the background. */
  release(): void;
}

export interface SharedStatus {
  /**
   * `none`: no store is configured. `open`: the store does not answer, or has not answered yet, and after three
   * failures is asked only now and then.
   */
  readonly state: "none" | "closed" | "open";
  /** Calls that failed, refusals included. */
  readonly errors: number;
  /** Values under our keys that are not entries of ours. */
  readonly unreadable: number;
  /** Deletions that wait for the store. */
  readonly pendingDeletions: number;
}

/** The shared tier of a process without Redis. */
export const NO_SHARED_TIER: SharedTier = {
  async find() {
    return undefined;
  },
  keep() {},
  async lease() {
    return undefined;
  },
  noteWrite() {},
  async remove() {
    return 0;
  },
  status: () => ({ state: "none", errors: 0, unreadable: 0, pendingDeletions: 0 }),
  async close() {},
};

/** What other replicas have done. */
export interface SharedNews {
  /** Another replica, or this one, deleted these; everything when messages may have been missed. */
  readonly onRemoved: (selection: Selection) => void;
  /** Another replica took a write of this user's. */
  readonly onWritten: (userId: string) => void;
}

export interface SharedTierParts extends SharedNews {
  readonly store: CacheStore;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Names the data and the code: services on other data or with other code must not meet in one store. */
  readonly prefix: string;
}

/** A write on its way to the store. */
interface Write {
  readonly request: CacheRequest;
  /** Deleted before it was stored: to be deleted again afterwards. */
  isDeleted: boolean;
}

/** Writes under way; beyond that an answer is not shared, which costs another replica one load. */
const MAX_WRITES = 200;

/** Pause between retries of pending deletions; each retry also empties the memory of all replicas. */
const RETRY_EVERY_MS = 1000;

/** Beyond this many pending deletions everything is deleted instead. */
const MAX_PENDING_DELETIONS = 1000;

export function createSharedTier(parts: SharedTierParts): SharedTier {
  const { store, clock, prefix } = parts;
  const breaker = circuitBreaker(clock);
  const keys = sharedKeys(prefix);
  const self = randomUUID();
  const writes = new Set<Write>();
  let pendingDeletions: Selection[] = [];
  let retryAtMs = Number.NEGATIVE_INFINITY;
  let isRetrying = false;
  let isRetryScheduled = false;
  let isClosed = false;
  let hasAnswered = false;
  let errors = 0;
  let unreadable = 0;

  store.listen({
    onMessage(message) {
      const news = parseMessage(message);
      if (news === undefined) return;
      const { written, by, ...selection } = news;
      if (written === undefined) onInvalidation(selection);
      else if (by !== self) parts.onWritten(written);
    },
    onGap() {
      onInvalidation({});
      retryAtMs = Number.NEGATIVE_INFINITY;
      breaker.halfOpen();
      void attempt(() => store.get(prefix));
    },
  });

  function onInvalidation(selection: Selection): void {
    markDeleted(selection);
    parts.onRemoved(selection);
  }

  /** A write under way may reach the store after the deletion that meant it. */
  function markDeleted(selection: Selection): void {
    for (const write of writes) {
      if (selects(selection, write.request)) write.isDeleted = true;
    }
  }

  /** Runs work on the store unless that is known to be down; nothing when it fails. */
  async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    if (!breaker.allows()) return undefined;
    try {
      const value = await work();
      hasAnswered = true;
      breaker.succeeded();
      if (pendingDeletions.length > 0) void retryDeletions();
      return value;
    } catch (error) {
      errors += 1;
      if (error instanceof CacheStoreError && error.refused) {
        hasAnswered = true;
        breaker.succeeded();
      } else {
        breaker.failed();
      }
      return undefined;
    }
  }

  /** A call that a request waits for. While the breaker is open the request does not wait, and a probe runs beside it. */
  async function ask<Value>(
    request: CacheRequest,
    work: () => Promise<Value>,
  ): Promise<Value | undefined> {
    if (breaker.state === "closed") return attempt(work);
    void attempt(() => get(request));
    return undefined;
  }

  function get(request: CacheRequest): Promise<string | undefined> {
    return store.get(keys.answer(request), keys.group(request.userId));
  }

  async function find(request: CacheRequest): Promise<CachedAnswer | undefined> {
    // A pending deletion has not reached the store yet.
    if (pendingDeletions.some((selection) => selects(selection, request))) return undefined;
    const text = await ask(request, () => get(request));
    if (text === undefined) return undefined;
    const answer = decodeEntry(keyOf(request), text);
    if (answer !== undefined) return answer;
    unreadable += 1;
    // It may rank higher than ours, and would keep it out.
    void attempt(() => store.delete([keys.answer(request)]));
    return undefined;
  }

  function keep(request: CacheRequest, answer: CachedAnswer, lease?: Lease): void {
    const ttlMs = answer.staleUntilMs - clock.now();
    if (writes.size >= MAX_WRITES || ttlMs <= 0) {
      lease?.release();
      return;
    }
    const write: Write = { request, isDeleted: false };
    writes.add(write);
    void carryOut(write, answer, { ttlMs, fence: lease?.fence ?? 0 }).then(() => {
      writes.delete(write);
      lease?.release();
    });
  }

  async function carryOut(
    write: Write,
    answer: CachedAnswer,
    { ttlMs, fence }: { readonly ttlMs: number; readonly fence: number },
  ): Promise<void> {
    const { request } = write;
    const key = keys.answer(request);
    const value = encodeEntry(keyOf(request), answer);
    const group = keys.group(request.userId);
    // Newer data first; among equal data the later start, by the fencing number where there is one.
    const rank = [answer.version, fence, Math.floor(answer.madeAtMs)] as const;
    await attempt(() => store.set(key, value, { ttlMs, group, rank }));
    if (!write.isDeleted) return;
    const removed = await attempt(() => store.delete([key]));
    if (removed === undefined) postpone({ userId: request.userId, route: request.route.url });
  }

  async function lease(
    request: CacheRequest,
    validity: Validity,
    lifeMs: number,
  ): Promise<Lease | undefined> {
    const holder = randomUUID();
    const name = keys.lease(request, validity);
    const counter = keys.counter(request);
    const reply = await ask(request, () => store.lease(name, { holder, lifeMs, counter }));
    if (reply === undefined) return undefined;
    return {
      ...reply,
      release() {
        if (reply.isMine) void attempt(() => store.release(name, holder));
      },
    };
  }

  async function remove(selection: Selection): Promise<number> {
    markDeleted(selection);
    const removed = await removeNow(selection);
    if (removed === undefined) postpone(selection);
    return removed ?? 0;
  }

  function noteWrite(userId: string): void {
    const message: Message = { written: userId, by: self };
    void attempt(() => store.publish(JSON.stringify(message)));
  }

  function postpone(selection: Selection): void {
    pendingDeletions =
      pendingDeletions.length < MAX_PENDING_DELETIONS ? [...pendingDeletions, selection] : [{}];
    void retryLater();
  }

  /** Retries until nothing is pending, also without requests. */
  async function retryLater(): Promise<void> {
    if (isRetryScheduled) return;
    isRetryScheduled = true;
    while (pendingDeletions.length > 0 && !isClosed) {
      await parts.pause(RETRY_EVERY_MS);
      await retryDeletions();
    }
    isRetryScheduled = false;
  }

  function removeNow(selection: Selection): Promise<number | undefined> {
    return attempt(async () => {
      // The other replicas first: answers they load from now on are not affected.
      await store.publish(JSON.stringify(selection));
      return removeStored(selection);
    });
  }

  async function removeStored(selection: Selection): Promise<number> {
    let removed = 0;
    for await (const found of candidates(selection)) {
      if (isEverything(selection)) await store.delete(found.filter(isGroup));
      const meant = found.filter((key) => {
        const url = routeOf(key);
        return url !== "" && selectsRoute(selection, url);
      });
      removed += await store.delete(meant);
    }
    return removed;
  }

  async function* candidates(selection: Selection): AsyncIterable<readonly string[]> {
    const { userId } = selection;
    if (userId === undefined) {
      yield* store.scan(prefix);
      return;
    }
    const group = keys.group(userId);
    const members = await store.members(group);
    // Without the group no member can be read, also one that is stored meanwhile.
    if (isEverything(selection)) await store.delete([group]);
    yield members;
  }

  async function retryDeletions(): Promise<void> {
    if (isRetrying || isClosed || clock.now() < retryAtMs) return;
    isRetrying = true;
    retryAtMs = clock.now() + RETRY_EVERY_MS;
    for (const deletion of [...pendingDeletions]) {
      if ((await removeNow(deletion)) === undefined) break;
      pendingDeletions = pendingDeletions.filter((each) => each !== deletion);
    }
    isRetrying = false;
  }

  return {
    find,
    keep,
    lease,
    noteWrite,
    remove,
    status: () => ({
      state: hasAnswered ? breaker.state : "open",
      errors,
      unreadable,
      pendingDeletions: pendingDeletions.length,
    }),
    close() {
      isClosed = true;
      return store.close();
    },
  };
}

/** Whether all routes are meant. */
function isEverything({ route, pattern }: Selection): boolean {
  return route === undefined && pattern === undefined;
}
