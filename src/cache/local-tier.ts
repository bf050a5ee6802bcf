import { LRUCache } from "lru-cache";
import { type CacheRequest, keyOf } from "./cache-request.ts";
import type { CachedAnswer } from "./cached-answer.ts";

/** One answer held in this process. */
export interface LocalEntry {
  readonly request: CacheRequest;
  readonly answer: CachedAnswer;
  /** The time of the last request for it. */
  askedAtMs: number;
}

export interface LocalTier {
  find(key: string): LocalEntry | undefined;
  keep(request: CacheRequest, answer: CachedAnswer): void;
  /** Removes the selected entries. With `userId` it visits the entries of that user only. */
  remove(selection: LocalSelection): number;
  /** All entries, the most recently used first. */
  list(): Iterable<LocalEntry>;
  ofUser(userId: string): LocalEntry[];
  readonly bytes: number;
  readonly entries: number;
}

export interface LocalSelection {
  readonly userId?: string | undefined;
  readonly matches?: ((request: CacheRequest) => boolean) | undefined;
}

/** Memory of an entry besides its body and key: objects, index, the lists of the LRU cache. */
const OVERHEAD_BYTES = 600;

/** Answers in memory, one per request, bounded in bytes; the least recently used are evicted first. */
export function createLocalTier(maxBytes: number): LocalTier {
  const keysOfUser = new Map<string, Set<string>>();
  const entries = new LRUCache<string, LocalEntry>({
    maxSize: maxBytes,
    // A single answer must not evict everything else.
    maxEntrySize: Math.ceil(maxBytes / 8),
    sizeCalculation: sizeOf,
    dispose(entry, key) {
      const { route, userId } = entry.request;
      route.entries -= 1;
      route.bytes -= sizeOf(entry, key);
      const keys = keysOfUser.get(userId);
      keys?.delete(key);
      if (keys?.size === 0) keysOfUser.delete(userId);
    },
  });

  function keep(request: CacheRequest, answer: CachedAnswer): void {
    const key = keyOf(request);
    const held = entries.peek(key);
    // An answer that took long to load must not replace one from newer data.
    if (held !== undefined && held.answer.version > answer.version) return;
    const entry = { request, answer, askedAtMs: answer.madeAtMs };
    entries.set(key, entry);
    if (entries.peek(key) !== entry) return;
    request.route.entries += 1;
    request.route.bytes += sizeOf(entry, key);
    const keys = keysOfUser.get(request.userId);
    if (keys === undefined) keysOfUser.set(request.userId, new Set([key]));
    else keys.add(key);
  }

  function ofUser(userId: string): LocalEntry[] {
    return [...(keysOfUser.get(userId) ?? [])].flatMap((key) => entries.peek(key) ?? []);
  }

  function remove({ userId, matches }: LocalSelection): number {
    const candidates = userId === undefined ? [...entries.values()] : ofUser(userId);
    let removed = 0;
    for (const { request } of candidates) {
      if (matches !== undefined && !matches(request)) continue;
      if (entries.delete(keyOf(request))) removed += 1;
    }
    return removed;
  }

  return {
    find: (key) => entries.get(key),
    keep,
    remove,
    list: () => entries.values(),
    ofUser,
    get bytes() {
      return entries.calculatedSize;
    },
    get entries() {
      return entries.size;
    },
  };
}

function sizeOf({ answer }: LocalEntry, key: string): number {
  return answer.wire.length + 2 * key.length + OVERHEAD_BYTES;
}
