import { timingSafeEqual } from "node:crypto";
import type { Clock, CredentialVerifier, VerifiedCredential, VersionFeed } from "../../ports.ts";
import type { ApiKeyRepository, KeyAtVersion } from "../../repositories/api-key-repository.ts";
import { createLargeLru } from "../../runtime/large-lru.ts";
import { digestOf, prefixOf } from "./key-text.ts";
import type { UseNotes } from "./use-notes.ts";

export interface KeyVerifierParts {
  readonly keys: Pick<ApiKeyRepository, "findByPrefix">;
  readonly feed: Pick<VersionFeed, "current" | "newestHeard">;
  readonly clock: Clock;
  readonly uses: UseNotes;
  /** Whether an error means that the database is unavailable. */
  readonly isOutage: (error: unknown) => boolean;
}

export interface KeyVerifier extends CredentialVerifier {
  /** Clears the cache of a user's keys. */
  forget(userId: string): void;
}

/** A verified key, valid while the version of its user's data is no newer. */
interface Entry extends VerifiedCredential {
  readonly id: string;
  readonly prefix: string;
  readonly sha256: Buffer;
  readonly version: number;
  readonly expiresAtMs: number;
  /** When it was last known to be valid. */
  confirmedMs: number;
  usedAtMs: number;
  isForgotten: boolean;
}

/** About 30 MB when full; the least recently used key is read from the database again. */
const MAX_ENTRIES = 50_000;

/** While the database is unavailable, a key stays valid for this long after it was last known to be. */
const OUTAGE_GRACE_MS = 300_000;

/**
 * Caches keys in use by their prefix. An entry is valid as long as the version feed confirms it, because every
 * revocation raises the version of the key's user. The usual request therefore reads no table, and a revoked key stops
 * working everywhere as soon as a new session would appear in answers.
 */
export function createKeyVerifier(parts: KeyVerifierParts): KeyVerifier {
  const { keys, feed, clock, uses } = parts;
  const entries = createLargeLru<Entry>(MAX_ENTRIES);
  const lookUps = new Map<string, Promise<KeyAtVersion | undefined>>();

  /** Concurrent requests share one query. */
  function lookUp(prefix: string): Promise<KeyAtVersion | undefined> {
    const underWay = lookUps.get(prefix);
    if (underWay !== undefined) return underWay;
    const begun = keys.findByPrefix(prefix).finally(() => lookUps.delete(prefix));
    lookUps.set(prefix, begun);
    return begun;
  }

  function isVouchedFor(entry: Entry, nowMs: number): boolean {
    const current = versionNow(feed, entry.principal.userId);
    // The table may be ahead of the version feed.
    if (current === undefined || current > entry.version) return false;
    entry.confirmedMs = nowMs;
    return true;
  }

  /**
   * Waits for the version at most as long as an answer does. The table is read for keys that the cache cannot confirm.
   */
  async function confirm(entry: Entry, nowMs: number): Promise<boolean> {
    const { userId } = entry.principal;
    try {
      if ((await feed.current(userId)) > entry.version) return false;
    } catch (error) {
      const isKnownToBeOld = (feed.newestHeard?.(userId) ?? 0) > entry.version;
      const isRecent = nowMs < entry.confirmedMs + OUTAGE_GRACE_MS;
      if (parts.isOutage(error) && isRecent && !isKnownToBeOld) return true;
      throw error;
    }
    entry.confirmedMs = nowMs;
    return true;
  }

  function noteUse(entry: Entry, nowMs: number): void {
    if (!uses.note(entry.id, entry.usedAtMs, nowMs)) return;
    entry.usedAtMs = nowMs;
    // A key remembered by its connection is not looked up here, and would be evicted as unused.
    entries.get(entry.prefix);
  }

  function isStillGood(entry: Entry): boolean {
    const nowMs = clock.now();
    if (entry.isForgotten || nowMs >= entry.expiresAtMs || !isVouchedFor(entry, nowMs))
      return false;
    noteUse(entry, nowMs);
    return true;
  }

  function entryOf({ key, version }: KeyAtVersion, confirmedMs: number): Entry {
    const entry: Entry = {
      ...{ id: key.id, prefix: key.prefix, sha256: Buffer.from(key.sha256, "hex"), version },
      principal: { userId: key.userId, scopes: new Set(key.scopes), caller: `key ${key.id}` },
      expiresAtMs: key.expiresAtMs ?? Number.POSITIVE_INFINITY,
      ...{ confirmedMs, isForgotten: false },
      usedAtMs: key.lastUsedAtMs ?? Number.NEGATIVE_INFINITY,
      isStillGood: () => isStillGood(entry),
    };
    return entry;
  }

  return {
    known(key) {
      const entry = entries.get(key.slice(0, PREFIX_LENGTH));
      return entry !== undefined && isKeyOf(entry, key) && isStillGood(entry) ? entry : undefined;
    },

    forget(userId) {
      for (const [prefix, entry] of entries.entries()) {
        if (entry.principal.userId !== userId) continue;
        entry.isForgotten = true;
        entries.delete(prefix);
      }
    },

    async verify(key) {
      const prefix = prefixOf(key);
      const known = entries.get(prefix ?? "");
      const askedMs = clock.now();
      if (known !== undefined && isKeyOf(known, key) && askedMs < known.expiresAtMs) {
        if (await confirm(known, askedMs)) {
          noteUse(known, askedMs);
          return { principal: known.principal };
        }
      }
      const found = prefix === undefined ? undefined : await lookUp(prefix);
      if (prefix === undefined || found === undefined) return { refusal: "invalid" };
      const entry = entryOf(found, askedMs);
      if (!isKeyOf(entry, key)) return { refusal: "invalid" };
      const nowMs = clock.now();
      if (nowMs >= entry.expiresAtMs) return { refusal: "expired" };
      entry.usedAtMs = Math.max(entry.usedAtMs, entries.get(prefix)?.usedAtMs ?? entry.usedAtMs);
      entries.set(prefix, entry);
      noteUse(entry, nowMs);
      return { principal: entry.principal };
    },
  };
}

const PREFIX_LENGTH = "pml_".length + 12;

function isKeyOf(entry: Entry, key: string): boolean {
  return timingSafeEqual(entry.sha256, digestOf(key));
}

/** `undefined` when the version is not available at once; the key is then read from the table. */
function versionNow(feed: Pick<VersionFeed, "current">, userId: string): number | undefined {
  try {
    const current = feed.current(userId);
    if (typeof current === "number") return current;
    current.catch(() => {});
  } catch {
    // Reading the table fails too, and reports the error to the client.
  }
  return undefined;
}
