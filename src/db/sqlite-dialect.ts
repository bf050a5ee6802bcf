import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { DatabaseUnavailableError } from "./errors.ts";

export interface SqliteDialectOptions {
  /** How long a write waits for another process's write before it gives up. */
  readonly busyTimeoutMs: number;
}

/** Statements kept prepared: all of ours; texts that vary are evicted oldest first. */
const MAX_PREPARED = 200;

/**
 * A statement over this many rows has taken milliseconds. Queries of this driver end within the turn of the event
 * loop in which they began, so a long series of them (an import, a fold, an export) would let nobody else in.
 */
const LONG_WORK_ROWS = 200;

/** How long to leave the event loop free between two tries for SQLite's write lock. */
const BUSY_RETRY_MS = 5;

/** Kysely on one `node:sqlite` connection. Kysely itself lets one query or transaction in at a time. */
export function sqliteDialect(connection: DatabaseSync, options: SqliteDialectOptions): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(connection, options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createDriver(sqlite: DatabaseSync, options: SqliteDialectOptions): Driver {
  const connection = createConnection(sqlite, options);
  const run = async (text: string) => {
    await connection.executeQuery(CompiledQuery.raw(text));
  };
  return {
    async init() {},
    acquireConnection: async () => connection,
    // IMMEDIATE takes the write lock now: a deferred transaction that reads first cannot wait for it later.
    beginTransaction: () => run("begin immediate"),
    commitTransaction: () => run("commit"),
    async rollbackTransaction() {
      // After errors such as a full disk SQLite has rolled back by itself.
      if (sqlite.isTransaction) await run("rollback");
    },
    async releaseConnection() {},
    async destroy() {
      sqlite.close();
    },
  };
}

function createConnection(sqlite: DatabaseSync, options: SqliteDialectOptions): DatabaseConnection {
  const prepared = new Map<string, StatementSync>();

  function prepare(text: string): StatementSync {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const statement = sqlite.prepare(text);
    if (prepared.size >= MAX_PREPARED) {
      const oldest = prepared.keys().next();
      if (!oldest.done) prepared.delete(oldest.value);
    }
    prepared.set(text, statement);
    return statement;
  }

  /** What the statement gave, and how many rows it touched. */
  function execute<R>(query: CompiledQuery): { result: QueryResult<R>; rowCount: number } {
    const statement = prepare(query.sql);
    const values = query.parameters.map(toInputValue);
    if (statement.columns().length > 0) {
      // What a row looks like is what the query says; Kysely's contract leaves that to its caller.
      const rows = statement.all(...values) as R[];
      return { result: { rows }, rowCount: rows.length };
    }
    const changes = Number(statement.run(...values).changes);
    return { result: { numAffectedRows: BigInt(changes), rows: [] }, rowCount: changes };
  }

  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      let waitedMs = 0;
      for (;;) {
        try {
          const { result, rowCount } = execute<R>(query);
          if (rowCount >= LONG_WORK_ROWS) await nextTurn();
          return result;
        } catch (error) {
          if (!isBusy(error)) throw translate(error);
          if (waitedMs >= options.busyTimeoutMs) {
            throw new DatabaseUnavailableError(
              `Another process has kept the database locked for ${options.busyTimeoutMs} ms.`,
              error,
            );
          }
        }
        // SQLite's own busy_timeout would stop the whole event loop; a refused statement has done nothing.
        await delay(BUSY_RETRY_MS);
        waitedMs += BUSY_RETRY_MS;
      }
    },
    streamQuery() {
      throw new Error("Stream with keyset queries: an open cursor would hold the only connection.");
    },
  };
}

function toInputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "bigint" || value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot store a ${typeof value}.`);
}

const SQLITE_BUSY = 5;

/** Primary result codes that say something about the file rather than about the statement. */
const FILE_TROUBLE: Readonly<Record<number, string>> = {
  8: "The database file is read-only for this user.",
  10: "The database file cannot be read or written.",
  13: "The disk of the database is full.",
  14: "The database file cannot be opened any more.",
};

/** The primary result code of a `node:sqlite` error, `undefined` for any other error. */
export function sqliteErrorCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}

export function isBusy(error: unknown): boolean {
  return sqliteErrorCode(error) === SQLITE_BUSY;
}

function translate(error: unknown): unknown {
  const message = FILE_TROUBLE[sqliteErrorCode(error) ?? 0];
  return message === undefined ? error : new DatabaseUnavailableError(message, error);
}
