import type { CacheStore, Clock, Rank } from "../ports.ts";

interface Held {
  readonly value: string;
  readonly expiresAtMs: number;
  readonly rank: Rank;
}

type Listener = Parameters<CacheStore["listen"]>[0];

/** A store in memory that replaces Redis, for tests and for several services in one process. */
export function memoryStore(clock: Clock): CacheStore {
  const entries = new Map<string, Held>();
  const groups = new Map<string, Set<string>>();
  const leases = new Map<string, { readonly holder: string; readonly endsAtMs: number }>();
  const counters = new Map<string, number>();
  const listeners = new Set<Listener>();

  function find(key: string): Held | undefined {
    const held = entries.get(key);
    if (held === undefined || clock.now() < held.expiresAtMs) return held;
    entries.delete(key);
    return undefined;
  }

  return {
    async get(key, group) {
      if (group !== undefined && groups.get(group)?.has(key) !== true) return undefined;
      return find(key)?.value;
    },
    async set(key, value, { ttlMs, group, rank }) {
      const held = find(key);
      if (held !== undefined && isHigher(held.rank, rank)) return;
      entries.set(key, { value, expiresAtMs: clock.now() + ttlMs, rank });
      const keys = groups.get(group) ?? new Set();
      groups.set(group, keys.add(key));
    },
    async lease(name, { holder, lifeMs, counter }) {
      const nowMs = clock.now();
      const fence = Math.max((counters.get(counter) ?? 0) + 1, Math.floor(nowMs));
      counters.set(counter, fence);
      const held = leases.get(name);
      const isFree = held === undefined || nowMs >= held.endsAtMs;
      if (isFree) leases.set(name, { holder, endsAtMs: nowMs + lifeMs });
      return { isMine: isFree || held.holder === holder, fence };
    },
    async release(name, holder) {
      if (leases.get(name)?.holder === holder) leases.delete(name);
    },
    async members(group) {
      return [...(groups.get(group) ?? [])];
    },
    async delete(keys) {
      return keys.filter(
        (key) =>
          groups.delete(key) ||
          leases.delete(key) ||
          (find(key) !== undefined && entries.delete(key)),
      ).length;
    },
    async *scan(prefix) {
      const keys = [...entries.keys()].filter((key) => find(key) !== undefined);
      yield [...keys, ...leases.keys()].filter((key) => key.startsWith(prefix));
    },
    async publish(message) {
      for (const { onMessage } of listeners) onMessage(message);
    },
    listen(listener) {
      listeners.add(listener);
    },
    async close() {},
  };
}

function isHigher(one: Rank, other: Rank): boolean {
  const index = one.findIndex((number, place) => number !== other[place]);
  return index >= 0 && (one[index] ?? 0) > (other[index] ?? 0);
}
