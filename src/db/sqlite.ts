import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import type { MessageKey, MessageParameters } from "../messages/translate.ts";
import type { Database } from "./database.ts";
import { DatabaseDamagedError, DatabaseOpenError } from "./errors.ts";
import { inTransaction, ownWritesOf } from "./own-writes.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { examine } from "./sqlite-file/examine.ts";
import { damageOf, guardFile, NO_GUARD, tellsOfDamage } from "./sqlite-file/file-guard.ts";
import { createLogSync, NO_LOG_SYNC, type SyncedFile, syncedFile } from "./sqlite-file/log-sync.ts";
import { createPrivately, realPath } from "./sqlite-file/private-file.ts";
import { checkAtStart } from "./sqlite-file/quick-check.ts";
import { scrubFile } from "./sqlite-file/scrub.ts";
import { addSqliteFunctions } from "./sqlite-functions.ts";
import { watchMemory, watchSqlite } from "./sqlite-version-feed.ts";
import type { Tables } from "./tables.ts";
import type { QueryListener } from "./trace-queries.ts";
import { untilAborted } from "./until-aborted.ts";

export const MEMORY = ":memory:";

export interface SqliteOptions {
  /** How long a write waits for another process's write. Default 5,000. */
  readonly busyTimeoutMs?: number;
  /** How long a write waits for the disk. Default 5,000. */
  readonly syncTimeoutMs?: number;
  /** Replaces the file of the write-ahead log in tests. */
  readonly logFile?: SyncedFile;
  /** The content that a database in memory starts with, as `DatabaseSync.serialize` gives it. */
  readonly image?: Uint8Array;
  /** Whether to check every page first, which takes about one second at most. Default false. */
  readonly checkPages?: boolean;
  /** Receives each query. */
  readonly onQuery?: QueryListener;
}

/**
 * Opens a SQLite file with a write-ahead log, and creates it with its folder if needed. A commit is acknowledged only when
 * it is on the disk.
 * @param path a file, or `:memory:` for a database that is lost when it is closed
 * @throws DatabaseOpenError naming the path and the problem, DatabaseDamagedError
 */
export async function openSqlite(given: string, options: SqliteOptions = {}): Promise<Database> {
  const busyTimeoutMs = options.busyTimeoutMs ?? 5000;
  const path = given === MEMORY ? MEMORY : realPath(given);
  if (path !== MEMORY) {
    await examine(path).catch((error) => {
      throw error instanceof DatabaseDamagedError ? error : explain(given, error);
    });
  }
  const connection = connect(path, given, busyTimeoutMs);
  if (path === MEMORY && options.image !== undefined) connection.deserialize(options.image);
  const guard = path === MEMORY ? NO_GUARD : guardFile(path);
  const { syncTimeoutMs: timeoutMs = 5000, logFile: file = syncedFile(`${path}-wal`) } = options;
  const log = path === MEMORY ? NO_LOG_SYNC : createLogSync({ timeoutMs, file });
  const executor = new Kysely<Tables>({
    dialect: sqliteDialect(connection, { busyTimeoutMs, guard, log }),
    ...(options.onQuery === undefined ? {} : { log: options.onQuery }),
  });
  const ownWrites = ownWritesOf(executor);
  if (path !== MEMORY && options.checkPages === true) {
    try {
      await checkAtStart(path, guard.condemn);
    } catch (error) {
      await executor.destroy();
      throw error;
    }
  }
  return {
    kind: "sqlite",
    executor,
    transaction: (work) => inTransaction(executor, work),
    maintain: (work) => work(executor),
    async ping(signal) {
      guard.check();
      await untilAborted(sql`select 1 from user_versions limit 1`.execute(executor), signal);
      return "writable";
    },
    ...(path === MEMORY ? {} : { scrub: () => scrubFile(executor) }),
    watch: async () =>
      path === MEMORY ? watchMemory(executor) : watchSqlite(path, ownWrites, guard),
    close: () => executor.destroy(),
  };
}

function connect(path: string, given: string, busyTimeoutMs: number): DatabaseSync {
  let connection: DatabaseSync | undefined;
  try {
    if (path !== MEMORY) createPrivately(path);
    // Switching to the write-ahead log waits inside SQLite. Later waits are ours and do not block.
    connection = new DatabaseSync(path, {
      timeout: busyTimeoutMs,
      enableForeignKeyConstraints: true,
    });
    connection.exec(
      // With `full` SQLite would sync each commit itself, and block the event loop while the disk writes.
      "pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 0; " +
        "pragma cache_size = -32000; pragma temp_store = memory; " +
        // 40 MB. Random ids change the same index pages repeatedly. With a checkpoint every 4 MB an import of 600,000
        // rows took 18 s instead of 12 s.
        "pragma wal_autocheckpoint = 10000;",
    );
    addSqliteFunctions(connection);
    return connection;
  } catch (error) {
    connection?.close();
    if (tellsOfDamage(error)) throw damageOf(path, error);
    throw explain(given, error);
  }
}

function explain(path: string, error: unknown): DatabaseOpenError {
  if (error instanceof DatabaseOpenError) return error;
  return new DatabaseOpenError(...reasonOf(path, error), error);
}

function reasonOf(path: string, error: unknown): [key: MessageKey, params: MessageParameters] {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return ["db.no_folder", { path }];
  }
  if (code === "EEXIST" || code === "ENOTDIR") {
    return ["db.path_is_file", { path }];
  }
  return ["db.sqlite_unopened", { path, reason }];
}
