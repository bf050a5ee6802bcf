import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import type { VersionFeed } from "../ports.ts";
import type { Executor } from "./database.ts";
import type { OwnWrites } from "./own-writes.ts";
import { watchErasures } from "./sqlite-erasures.ts";
import { translateSqliteError } from "./sqlite-errors.ts";
import { type FileGuard, NO_GUARD } from "./sqlite-file/file-guard.ts";

/** A moment of the event loop: the number of its iterations and of processed events. */
interface Moment {
  readonly loopCount: number;
  readonly events: number;
}

/** Whether the loop has not polled for events between two moments, so that no request can have arrived. */
function isSame(one: Moment, other: Moment | undefined): boolean {
  return one.loopCount === other?.loopCount && one.events === other.events;
}

/** Versions in memory; evicted ones are read again, which takes microseconds. */
const MAX_KNOWN_USERS = 50_000;

/** Interval of checks without a request. */
const CHECK_EVERY_MS = 1000;

/**
 * Versions of a SQLite file, current to one turn of the event loop and always available synchronously.
 *
 * They are read on a separate connection that never writes. `PRAGMA data_version` on it changes with every commit of any
 * other connection of any process, including our own, and it sees only committed versions. A check takes 2 µs of file
 * locking, so requests that one poll of the event loop finds ready share it: none of their clients can know of a later
 * write. A write of this process in between causes a new check.
 */
export function watchSqlite(
  path: string,
  ownWrites: OwnWrites,
  guard: FileGuard = NO_GUARD,
): VersionFeed {
  const connection = new DatabaseSync(path, { readOnly: true, timeout: 1000 });
  const dataVersion = connection.prepare("pragma data_version");
  const userVersion = connection.prepare("select version from user_versions where user_id = ?");
  const known = new Map<string, number>();
  let seen: unknown;
  let newestMs: number | undefined;
  let checkedAt: Moment | undefined;
  const erasures = watchErasures(connection);
  const unsubscribe = ownWrites.subscribe(() => {
    checkedAt = undefined;
  });
  // Erasures by other processes are detected without a request as well.
  const timer = setInterval(() => {
    try {
      check(performance.nodeTiming.uvMetricsInfo);
    } catch {
      // The next request repeats the check and reports its failure.
    }
  }, CHECK_EVERY_MS).unref();

  function check(moment: Moment): void {
    const now = dataVersion.get()?.data_version;
    if (now !== seen) {
      if (seen !== undefined) newestMs = performance.now();
      known.clear();
      erasures.check();
    }
    seen = now;
    checkedAt = moment;
  }

  return {
    current(userId) {
      try {
        return current(userId);
      } catch (error) {
        throw guard.translate(translateSqliteError(error));
      }
    },
    onErased: erasures.subscribe,
    // Versions are current to one turn of the event loop, so there is no lag.
    health: () => ({
      lagMs: 0,
      newestAgeMs: newestMs === undefined ? undefined : performance.now() - newestMs,
    }),
    async close() {
      unsubscribe();
      clearInterval(timer);
      connection.close();
    },
  };

  function current(userId: string): number {
    const moment = performance.nodeTiming.uvMetricsInfo;
    if (!isSame(moment, checkedAt)) check(moment);
    const version = known.get(userId);
    if (version !== undefined) return version;
    const read = Number(userVersion.get(userId)?.version ?? 0);
    if (known.size >= MAX_KNOWN_USERS) known.clear();
    known.set(userId, read);
    return read;
  }
}

/**
 * Versions of a database in memory. Queries take turns on its single connection, so they never read an open
 * transaction.
 */
export function watchMemory(executor: Executor): VersionFeed {
  return {
    async current(userId, read) {
      if (read !== undefined) return read(userId);
      const found = await sql<{ version: number }>`
        select version from user_versions where user_id = ${userId}`.execute(executor);
      return found.rows[0]?.version ?? 0;
    },
    async close() {},
  };
}
