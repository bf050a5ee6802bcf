import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import type { Database } from "./database.ts";
import { DatabaseOpenError } from "./errors.ts";
import { inTransaction, ownWritesOf } from "./own-writes.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { addSqliteFunctions } from "./sqlite-functions.ts";
import { watchMemory, watchSqlite } from "./sqlite-version-feed.ts";
import type { Tables } from "./tables.ts";
import { untilAborted } from "./until-aborted.ts";

export const MEMORY = ":memory:";

export interface SqliteOptions {
  /** How long a write waits for another process's write. Default 5,000. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens (and creates, with its folder) a SQLite file: write-ahead log, every commit flushed to the disk.
 * @param path a file, or `:memory:` for a database that is gone when closed
 * @throws DatabaseOpenError naming the path and what is wrong with it
 */
export function openSqlite(path: string, options: SqliteOptions = {}): Database {
  const busyTimeoutMs = options.busyTimeoutMs ?? 5000;
  const connection = connect(path, busyTimeoutMs);
  const executor = new Kysely<Tables>({ dialect: sqliteDialect(connection, { busyTimeoutMs }) });
  const ownWrites = ownWritesOf(executor);
  return {
    kind: "sqlite",
    executor,
    transaction: (work) => inTransaction(executor, work),
    maintain: (work) => work(executor),
    ping: (signal) =>
      untilAborted(sql`select 1 from user_versions limit 1`.execute(executor), signal),
    watch: async () => (path === MEMORY ? watchMemory(executor) : watchSqlite(path, ownWrites)),
    close: () => executor.destroy(),
  };
}

function connect(path: string, busyTimeoutMs: number): DatabaseSync {
  let connection: DatabaseSync | undefined;
  try {
    if (path !== MEMORY) mkdirSync(dirname(resolve(path)), { recursive: true });
    // Changing to the write-ahead log waits inside SQLite; afterwards waiting is ours, without blocking.
    connection = new DatabaseSync(path, {
      timeout: busyTimeoutMs,
      enableForeignKeyConstraints: true,
    });
    connection.exec(
      "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 0; " +
        "pragma cache_size = -32000; pragma temp_store = memory; " +
        // 40 MB: random ids touch the same index pages again and again, and copying them back every
        // 4 MB made an import of 600,000 rows take 18 s instead of 12 s.
        "pragma wal_autocheckpoint = 10000;",
    );
    addSqliteFunctions(connection);
    return connection;
  } catch (error) {
    connection?.close();
    throw new DatabaseOpenError(explain(path, error), error);
  }
}

function explain(path: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return `The folder of the database ${path} cannot be created: no permission. Choose another path in DATABASE_URL.`;
  }
  if (code === "EEXIST" || code === "ENOTDIR") {
    return `The database ${path} cannot be created: a part of its path is a file, not a folder.`;
  }
  if (/not a database/.test(reason)) {
    return `${path} is not a SQLite database (or is encrypted). Nothing was changed in it.`;
  }
  return `The database ${path} cannot be opened: ${reason}. Check that the path is a file that this user may write.`;
}
