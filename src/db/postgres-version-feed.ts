import { sql } from "kysely";
import type { ReadVersion, VersionFeed } from "../ports.ts";
import type { Executor } from "./database.ts";
import { DatabaseUnavailableError } from "./errors.ts";
import type { OwnWrites } from "./own-writes.ts";
import { watchErasures } from "./postgres-erasures.ts";
import { type ListenerOptions, listen } from "./postgres-listener.ts";
import { untilAborted } from "./until-aborted.ts";

/** Time limit of a read of an unknown version. After it a stale answer is served if there is one. */
const READ_MS = 2500;

/** After a timeout, further reads fail at once for this long, because one request may read several times. */
const SILENT_PAUSE_MS = 1000;

/** Versions in memory; evicted ones are read again. */
const MAX_KNOWN_USERS = 50_000;

export interface WatchParts extends ListenerOptions {
  readonly executor: Executor;
  readonly ownWrites: OwnWrites;
  /** Called when a heartbeat on the listening connection has had no reply in time: all connections may be silent. */
  readonly onLate: () => void;
  /** Called when no query that was sent longer ago than this, in milliseconds, will get a reply. */
  readonly onSilence: (olderThanMs: number) => void;
}

/**
 * Versions of a PostgreSQL database. A dedicated connection listens for the notifications that triggers send with every
 * commit. While that connection is not known to be alive, every call reads the table.
 */
export async function watchPostgres(parts: WatchParts): Promise<VersionFeed> {
  const { executor, ownWrites } = parts;
  const known = new Map<string, number>();
  let trusted = false;
  let provenMs = performance.now();
  let newestMs: number | undefined;
  let silentUntilMs = Number.NEGATIVE_INFINITY;
  /** Incremented whenever a read in flight may return an older version than the known one. */
  let doubts = 0;
  const erasures = watchErasures(executor);
  const interruptionListeners = new Set<() => void>();

  const unsubscribe = ownWrites.subscribe((userIds) => {
    doubts += 1;
    for (const userId of userIds) known.delete(userId);
  });

  function remember(userId: string, version: number): void {
    if (known.size >= MAX_KNOWN_USERS) known.clear();
    known.set(userId, Math.max(version, known.get(userId) ?? 0));
  }

  const listener = listen(parts, {
    onTrust(isTrusted) {
      // Versions from before an interruption may have changed during it.
      if (isTrusted && !trusted) {
        known.clear();
        void erasures.catchUp();
      }
      if (isTrusted) silentUntilMs = Number.NEGATIVE_INFINITY;
      else {
        doubts += 1;
        for (const listener of interruptionListeners) listener();
      }
      trusted = isTrusted;
    },
    onProof(askedMs) {
      provenMs = askedMs;
    },
    onVersion(userId, version) {
      newestMs = performance.now();
      remember(userId, version);
    },
    onErased: erasures.take,
    onLate: parts.onLate,
    onSilence: parts.onSilence,
  });

  async function readVersion(userId: string): Promise<number> {
    const found = await sql<{ version: number }>`
      select version::float8 as version from user_versions where user_id = ${userId}`.execute(
      executor,
    );
    return found.rows[0]?.version ?? 0;
  }

  async function read(userId: string, readBy: ReadVersion): Promise<number> {
    if (!trusted && performance.now() < silentUntilMs) {
      throw new DatabaseUnavailableError("db.not_asked");
    }
    const doubtsBefore = trusted ? doubts : undefined;
    const version = await inTime(readBy(userId), () => {
      silentUntilMs = performance.now() + SILENT_PAUSE_MS;
    });
    if (doubtsBefore === doubts) {
      remember(userId, version);
      return known.get(userId) ?? version;
    }
    return version;
  }

  await listener.firstAttempt;
  return {
    current(userId, readBy = readVersion) {
      const version = trusted ? known.get(userId) : undefined;
      return version ?? read(userId, readBy);
    },
    newestHeard: (userId) => known.get(userId),
    onInterruption: (listener) => {
      interruptionListeners.add(listener);
    },
    onErased: erasures.subscribe,
    health: () => ({
      lagMs: performance.now() - provenMs,
      newestAgeMs: newestMs === undefined ? undefined : performance.now() - newestMs,
    }),
    async close() {
      unsubscribe();
      await listener.close();
    },
  };
}

/** @throws DatabaseUnavailableError after a timeout, for which `onLate` is called */
async function inTime<T>(work: Promise<T>, onLate: () => void): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    onLate();
    late.abort(new DatabaseUnavailableError("db.too_slow"));
  }, READ_MS);
  try {
    return await untilAborted(work, late.signal);
  } finally {
    clearTimeout(timer);
  }
}
