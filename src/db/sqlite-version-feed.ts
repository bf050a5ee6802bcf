import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import type { VersionFeed } from "../ports.ts";
import type { Executor } from "./database.ts";
import type { OwnWrites } from "./own-writes.ts";
import { watchErasures } from "./sqlite-erasures.ts";
import { translateSqliteError } from "./sqlite-errors.ts";
import { type FileGuard, NO_GUARD } from "./sqlite-file/file-guard.ts";

/** How often the event loop has looked for something ready, and how much of it has been dealt with. */
interface Moment {
  readonly loopCount: number;
  readonly events: number;
}

/** Whether nothing was looked for in between, so that nothing can have arrived. */
function isSame(one: Moment, other: Moment | undefined): boolean {
  return one.loopCount === other?.loopCount && one.events === other.events;
}

/** Versions kept in memory; beyond that they are read again, which costs microseconds. */
const MAX_KNOWN_USERS = 50_000;

/** How often the file is looked at without a request. */
const LOOK_EVERY_MS = 1000;

/**
 * Versions of a SQLite file, current to one turn of the event loop and always answered at once.
 *
 * A connection of its own, that never writes: `PRAGMA data_version` on it changes with every commit by any
 * other connection of any process, our own included, and only committed versions are seen. The check takes
 * 2 µs of file locking, so requests that the loop found ready together share one: no client that sent one of them knew
 * of a later write. A write of this process, which may end in between, calls for a new one.
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
  // An erasure by another process is learned without a request, too.
  const look = setInterval(() => {
    try {
      check(performance.nodeTiming.uvMetricsInfo);
    } catch {
      // The next request meets the failure, and reports it.
    }
  }, LOOK_EVERY_MS).unref();

  function check(moment: Moment): void {
    const now = dataVersion.get()?.data_version;
    if (now !== seen) {
      if (seen !== undefined) newestMs = performance.now();
      known.clear();
      erasures.look();
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
    // The file itself is asked each time.
    health: () => ({
      lagMs: 0,
      newestAgeMs: newestMs === undefined ? undefined : performance.now() - newestMs,
    }),
    async close() {
      unsubscribe();
      clearInterval(look);
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

/** A database in memory has one connection, whose open transaction must not be looked into: ask it in turn. */
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
