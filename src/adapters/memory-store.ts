import type { CacheStore, Clock } from "../ports.ts";

interface Held {
  readonly value: string;
  readonly expiresAtMs: number;
}

type Listener = Parameters<CacheStore["listen"]>[0];

/** A store inside one process: what Redis is to replicas, for tests and for several services in one process. */
export function memoryStore(clock: Clock): CacheStore {
  const entries = new Map<string, Held>();
  const groups = new Map<string, Set<string>>();
  const listeners = new Set<Listener>();

  function find(key: string): Held | undefined {
    const held = entries.get(key);
    if (held === undefined || clock.now() < held.expiresAtMs) return held;
    entries.delete(key);
    return undefined;
  }

  return {
    async get(key) {
      return find(key)?.value;
    },
    async set(key, value, { ttlMs, group }) {
      entries.set(key, { value, expiresAtMs: clock.now() + ttlMs });
      const keys = groups.get(group) ?? new Set();
      groups.set(group, keys.add(key));
    },
    async members(group) {
      return [...(groups.get(group) ?? [])];
    },
    async delete(keys) {
      return keys.filter((key) => find(key) !== undefined && entries.delete(key)).length;
    },
    async *scan(prefix) {
      yield [...entries.keys()].filter((key) => key.startsWith(prefix) && find(key) !== undefined);
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
