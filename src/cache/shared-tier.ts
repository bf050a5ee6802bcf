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

/** Answers that replicas share. No method throws or takes long: a tier that fails finds nothing. */
export interface SharedTier {
  /** The newest stored answer to the request, of any data version. The caller checks its validity. */
  find(request: CacheRequest): Promise<CachedAnswer | undefined>;
  /** Stores in the background, unless a later answer is stored; then releases the lease. */
  keep(request: CacheRequest, answer: CachedAnswer, lease?: Lease): void;
  /** Requests the lease to load an answer; nothing when the store does not answer. */
  lease(request: CacheRequest, validity: Validity, lifeMs: number): Promise<Lease | undefined>;
  /** Notifies the other replicas of a user's write, if the store answers. */
  noteWrite(userId: string): void;
  /** Deletes in the store and notifies the other replicas. A failed deletion stays pending and is retried. */
  remove(selection: Selection): Promise<number>;
  status(): SharedStatus;
  close(): Promise<void>;
}

export interface SharedStatus {
  /**
   * `none` without a configured store. `open` while the store does not answer, or has not answered yet; after three
   * failures only probes reach it.
   */
  readonly state: "none" | "closed" | "open";
  /** Calls that failed, refusals included. */
  readonly errors: number;
  /** Values under our keys that cannot be decoded. */
  readonly unreadable: number;
  /** Deletions that the store has not carried out yet. */
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

/** Handlers of events in other replicas. */
export interface SharedNews {
  /** Called after a deletion by any replica, and with an empty selection when messages may have been missed. */
  readonly onRemoved: (selection: Selection) => void;
  /** Called after another replica has received a write of this user. */
  readonly onWritten: (userId: string) => void;
}

export interface SharedTierParts extends SharedNews {
  readonly store: CacheStore;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Identifies data and code: services with different data or code must not share entries. */
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
    // The store may still hold an answer whose deletion is pending.
    if (pending.some((selection) => selects(selection, request))) return undefined;
    const read = (it: CacheStore) => it.get(keys.answer(request), keys.group(request.userId));
    const text = await store.ask(read, read);
    if (text === undefined) return undefined;
    const answer = decodeEntry(keyOf(request), text);
    if (answer !== undefined) return answer;
    unreadable += 1;
    // An undecodable value may have a higher rank, and would then keep new answers out.
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
