import { timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Principal } from "../../domain/principal.ts";
import type { Clock, CredentialVerifier, VersionFeed } from "../../ports.ts";
import type { ApiKeyRepository, KeyAtVersion } from "../../repositories/api-key-repository.ts";
import { digestOf, prefixOf } from "./key-text.ts";
import type { UseNotes } from "./use-notes.ts";

export interface KeyVerifierParts {
  readonly keys: Pick<ApiKeyRepository, "findByPrefix">;
  readonly feed: Pick<VersionFeed, "current">;
  readonly clock: Clock;
  readonly uses: UseNotes;
}

export interface KeyVerifier extends CredentialVerifier {
  /** Drops what is in memory of a user's keys. */
  forget(userId: string): void;
}

/** What was verified, good while the version of its user's data is no newer. */
interface Entry {
  readonly id: string;
  readonly sha256: Buffer;
  readonly principal: Principal;
  readonly version: number;
  readonly expiresAtMs: number;
  usedAtMs: number;
}

/** About 25 MB when full; the one used longest ago is read from the database again. */
const MAX_ENTRIES = 50_000;

/**
 * Keys in memory are those in use, found by their prefix and good for as long as the version feed vouches for them:
 * all that takes a key away raises the version of its user. So the usual request reads no table, and a key that was
 * taken away stops working everywhere as soon as a session that was written is in answers.
 */
export function createKeyVerifier({ keys, feed, clock, uses }: KeyVerifierParts): KeyVerifier {
  const entries = new LRUCache<string, Entry>({ max: MAX_ENTRIES });
  const lookUps = new Map<string, Promise<KeyAtVersion | undefined>>();

  /** Requests that come together are answered by one look at the table. */
  function lookUp(prefix: string): Promise<KeyAtVersion | undefined> {
    const underWay = lookUps.get(prefix);
    if (underWay !== undefined) return underWay;
    const begun = keys.findByPrefix(prefix).finally(() => lookUps.delete(prefix));
    lookUps.set(prefix, begun);
    return begun;
  }

  function isVouchedFor({ principal, version }: Entry): boolean {
    const current = versionNow(feed, principal.userId);
    // What was read from the table may be ahead of the feed.
    return current !== undefined && current <= version;
  }

  function noteUse(entry: Entry, nowMs: number): void {
    if (uses.note(entry.id, entry.usedAtMs, nowMs)) entry.usedAtMs = nowMs;
  }

  return {
    known(key) {
      const entry = entries.get(key.slice(0, PREFIX_LENGTH));
      if (entry === undefined || !isKeyOf(entry, key)) return undefined;
      const nowMs = clock.now();
      if (nowMs >= entry.expiresAtMs || !isVouchedFor(entry)) return undefined;
      noteUse(entry, nowMs);
      return entry.principal;
    },

    forget(userId) {
      for (const [prefix, entry] of entries.entries()) {
        if (entry.principal.userId === userId) entries.delete(prefix);
      }
    },

    async verify(key) {
      const prefix = prefixOf(key);
      const found = prefix === undefined ? undefined : await lookUp(prefix);
      if (prefix === undefined || found === undefined) return { refusal: "invalid" };
      const entry = entryOf(found);
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

function entryOf({ key, version }: KeyAtVersion): Entry {
  return {
    id: key.id,
    sha256: Buffer.from(key.sha256, "hex"),
    principal: { userId: key.userId, scopes: new Set(key.scopes), caller: `key ${key.id}` },
    version,
    expiresAtMs: key.expiresAtMs ?? Number.POSITIVE_INFINITY,
    usedAtMs: key.lastUsedAtMs ?? Number.NEGATIVE_INFINITY,
  };
}

/** Nothing when it has to be waited for, or cannot be told: the key is then read from the table. */
function versionNow(feed: Pick<VersionFeed, "current">, userId: string): number | undefined {
  try {
    const current = feed.current(userId);
    if (typeof current === "number") return current;
    current.catch(() => {});
  } catch {
    // The read of the table fails too, and tells the client.
  }
  return undefined;
}
