import { randomUUID } from "node:crypto";
import type { CacheStore, Clock, Pause } from "../ports.ts";
import { type CacheRequest, keyOf } from "./cache-request.ts";
import type { CachedAnswer, Validity } from "./cached-answer.ts";
import { decodeEntry } from "./entry-codec.ts";
import { createGuardedStore } from "./guarded-store.ts";
import { type Lease, takeLease } from "./lease.ts";
import { createPendingDeletions } from "./pending-deletions.ts";
import { type Selection, selects } from "./selection.ts";
import { createSharedKeys } from "./shared-keys.ts";
import { type Message, parseMessage } from "./shared-message.ts";
import { createSharedWrites } from "./shared-writes.ts";
import { deleteStored } from "./stored-deletion.ts";

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

export function createSharedTier(parts: SharedTierParts): SharedTier {
  const { clock } = parts;
  const keys = createSharedKeys(parts.prefix);
  const self = randomUUID();
  const store = createGuardedStore(parts.store, clock, () => pending.retry());
  const removeNow = (selection: Selection) =>
    store.attempt((it) => deleteStored(it, keys, selection));
  const pending = createPendingDeletions(parts, removeNow);
  const writes = createSharedWrites(store, keys, clock, pending.add);
  let unreadable = 0;

  parts.store.listen({
    onMessage(message) {
      const news = parseMessage(message);
      if (news === undefined) return;
      const { written, by, ...selection } = news;
      if (written === undefined) onInvalidation(selection);
      else if (by !== self) parts.onWritten(written);
    },
    onGap() {
      onInvalidation({});
      pending.retryAtOnce();
      store.halfOpen();
      void store.attempt((it) => it.get(keys.prefix));
    },
  });

  function onInvalidation(selection: Selection): void {
    writes.markDeleted(selection);
    parts.onRemoved(selection);
  }

  async function find(request: CacheRequest): Promise<CachedAnswer | undefined> {
    // A pending deletion has not reached the store yet.
    if (pending.some((selection) => selects(selection, request))) return undefined;
    const read = (it: CacheStore) => it.get(keys.answer(request), keys.group(request.userId));
    const text = await store.ask(read, read);
    if (text === undefined) return undefined;
    const answer = decodeEntry(keyOf(request), text);
    if (answer !== undefined) return answer;
    unreadable += 1;
    // It may rank higher than ours, and would keep it out.
    void store.attempt((it) => it.delete([keys.answer(request)]));
    return undefined;
  }

  return {
    find,
    keep: writes.begin,
    lease: (request, validity, lifeMs) => takeLease(store, keys, { request, validity, lifeMs }),
    noteWrite(userId) {
      const message: Message = { written: userId, by: self };
      void store.attempt((it) => it.publish(JSON.stringify(message)));
    },
    async remove(selection) {
      writes.markDeleted(selection);
      const removed = await removeNow(selection);
      if (removed === undefined) pending.add(selection);
      return removed ?? 0;
    },
    status: () => ({
      state: store.state,
      errors: store.errors,
      unreadable,
      pendingDeletions: pending.count,
    }),
    close() {
      pending.close();
      return parts.store.close();
    },
  };
}
