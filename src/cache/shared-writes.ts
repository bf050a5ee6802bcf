import type { Clock } from "../ports.ts";
import { type CacheRequest, keyOf } from "./cache-request.ts";
import type { CachedAnswer } from "./cached-answer.ts";
import { encodeEntry } from "./entry-codec.ts";
import type { GuardedStore } from "./guarded-store.ts";
import type { Lease } from "./lease.ts";
import { type Selection, selects } from "./selection.ts";
import type { SharedKeys } from "./shared-keys.ts";

/** Writes of answers to the store. */
export interface SharedWrites {
  /** Stores in the background, unless a later answer is stored; then releases the lease. */
  begin(request: CacheRequest, answer: CachedAnswer, lease: Lease | undefined): void;
  /**
   * Marks selected writes in flight as deleted. They may reach the store after the deletion, and are then deleted
   * again.
   */
  markDeleted(selection: Selection): void;
}

interface Write {
  readonly request: CacheRequest;
  /** Whether a deletion selected it before it was stored. */
  isDeleted: boolean;
}

/** Writes in flight. Further answers are not shared, which costs another replica one load each. */
const MAX_WRITES = 200;

/** @param postpone called with a deletion that the store has not carried out */
export function createSharedWrites(
  store: GuardedStore,
  keys: SharedKeys,
  clock: Clock,
  postpone: (selection: Selection) => void,
): SharedWrites {
  const writes = new Set<Write>();

  async function carryOut(
    write: Write,
    answer: CachedAnswer,
    { ttlMs, fence }: { readonly ttlMs: number; readonly fence: number },
  ): Promise<void> {
    const { request } = write;
    const key = keys.answer(request);
    const value = encodeEntry(keyOf(request), answer);
    const group = keys.group(request.userId);
    // Newer data ranks higher; among equal data the later load, by its fencing number if it has one.
    const rank = [answer.version, fence, Math.floor(answer.madeAtMs)] as const;
    await store.attempt((it) => it.set(key, value, { ttlMs, group, rank }));
    if (!write.isDeleted) return;
    const removed = await store.attempt((it) => it.delete([key]));
    if (removed === undefined) postpone({ userId: request.userId, route: request.route.url });
  }

  return {
    begin(request, answer, lease) {
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
    },
    markDeleted(selection) {
      for (const write of writes) {
        if (selects(selection, write.request)) write.isDeleted = true;
      }
    },
  };
}
