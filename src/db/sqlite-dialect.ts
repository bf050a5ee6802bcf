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
import { DatabaseUnavailableError, refuseFromMemory } from "./errors.ts";
import { isBusy, translateSqliteError } from "./sqlite-errors.ts";
import type { FileGuard } from "./sqlite-file/file-guard.ts";
import type { LogSync } from "./sqlite-file/log-sync.ts";
import { createTurns, type Turns } from "./sqlite-turns.ts";

export interface SqliteDialectOptions {
  /** How long a write waits for another process's write before it gives up. */
  readonly busyTimeoutMs: number;
  /** Asked before each write, and after it, before it is acknowledged. */
  readonly guard: FileGuard;
  /** What is acknowledged is on the disk. */
  readonly log: LogSync;
}

/** Statements that change something. */
const WRITE =
  /^\s*(?:(?:insert|update|delete|replace|create|drop|alter)\b|with\b[\s\S]*\b(?:insert\s+into|update|delete\s+from)\b)/i;

/** Statements kept prepared: all of ours; texts that vary are evicted oldest first. */
const MAX_PREPARED = 200;

/**
 * A statement over this many rows has taken milliseconds. Queries of this driver end within the turn of the event
 * loop in which they began, so a long series of them (an import, a fold, an export) would let nobody else in.
 */
const LONG_WORK_ROWS = 200;

/** How long to leave the event loop free between two tries for SQLite's write lock. */
const BUSY_RETRY_MS = 5;

/** One `node:sqlite` connection that all share who are given a turn on it. */
interface Shared {
  /** @throws DatabaseError, translated */
  execute<R>(query: CompiledQuery): Promise<QueryResult<R>>;
  readonly sqlite: DatabaseSync;
  readonly turns: Turns;
}

/** Kysely on one `node:sqlite` connection: one query or transaction is let in at a time, and waits for the disk outside. */
export function sqliteDialect(connection: DatabaseSync, options: SqliteDialectOptions): Dialect {
  return {
    createAdapter: () => new TurnTakingAdapter(),
    createDriver: () => createDriver(connection, options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Kysely's own turns would end when a connection is given back, after the disk was waited for. */
class TurnTakingAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** A turn on the shared connection, for as long as one query or transaction takes. */
interface TurnConnection extends DatabaseConnection {
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  release(): void;
}

function createDriver(sqlite: DatabaseSync, options: SqliteDialectOptions): Driver {
  const shared: Shared = {
    execute: createExecution(sqlite, options),
    ...{ sqlite, turns: createTurns() },
  };
  const inUse = new Map<DatabaseConnection, TurnConnection>();
  return {
    async init() {},
    async acquireConnection() {
      refuseFromMemory();
      const connection = createConnection(shared, options);
      inUse.set(connection, connection);
      return connection;
    },
    beginTransaction: async (connection) => inUse.get(connection)?.begin(),
    commitTransaction: async (connection) => inUse.get(connection)?.commit(),
    rollbackTransaction: async (connection) => inUse.get(connection)?.rollback(),
    async releaseConnection(connection) {
      inUse.get(connection)?.release();
      inUse.delete(connection);
    },
    async destroy() {
      (await shared.turns.take())();
      await options.log.close();
      sqlite.close();
    },
  };
}

function createConnection(
  { execute, sqlite, turns }: Shared,
  { guard, log }: SqliteDialectOptions,
): TurnConnection {
  let giveBack: (() => void) | undefined;
  let isInTransaction = false;
  const take = async () => {
    giveBack ??= await turns.take();
  };
  const release = () => {
    giveBack?.();
    giveBack = undefined;
  };
  const run = async (text: string) => {
    await take();
    await execute(CompiledQuery.raw(text));
  };
  /** Before a write is acknowledged; others have their turn meanwhile. */
  async function keep(): Promise<void> {
    guard.check();
    log.noteCommit();
    release();
    await log.settled();
  }

  return {
    release,
    // IMMEDIATE takes the write lock now: a deferred transaction that reads first cannot wait for it later.
    async begin() {
      guard.check();
      log.check();
      await run("begin immediate");
      isInTransaction = true;
    },
    async commit() {
      guard.check();
      await run("commit");
      isInTransaction = false;
      await keep();
    },
    async rollback() {
      // After errors such as a full disk SQLite has rolled back by itself; what is open then is another's.
      if (isInTransaction && sqlite.isTransaction) await run("rollback");
      isInTransaction = false;
    },
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const isWrite = !isInTransaction && WRITE.test(query.sql);
      if (isWrite) {
        guard.check();
        log.check();
      }
      await take();
      const result = await execute<R>(query);
      if (isWrite) await keep();
      return result;
    },
    streamQuery() {
      throw new Error("Stream with keyset queries: an open cursor would hold the only connection.");
    },
  };
}

/** Whether a statement gives rows is asked once: to list its columns takes as long as to find a row by its key. */
interface Prepared {
  readonly statement: StatementSync;
  readonly givesRows: boolean;
}

/** Runs one statement after the other. */
function createExecution(sqlite: DatabaseSync, options: SqliteDialectOptions): Shared["execute"] {
  const prepared = new Map<string, Prepared>();
  let isCounted = false;

  function prepare(text: string): Prepared {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const statement = sqlite.prepare(text);
    const made = { statement, givesRows: statement.columns().length > 0 };
    if (prepared.size >= MAX_PREPARED) {
      const oldest = prepared.keys().next();
      if (!oldest.done) prepared.delete(oldest.value);
    }
    prepared.set(text, made);
    return made;
  }

  /** What the statement gave, and how many rows it touched. */
  function execute<R>(query: CompiledQuery): { result: QueryResult<R>; rowCount: number } {
    const { statement, givesRows } = prepare(query.sql);
    const values = query.parameters.map(toInputValue);
    if (givesRows) {
      // What a row looks like is what the query says; Kysely's contract leaves that to its caller.
      const rows = statement.all(...values) as R[];
      return { result: { rows }, rowCount: rows.length };
    }
    const changes = Number(statement.run(...values).changes);
    return { result: { numAffectedRows: BigInt(changes), rows: [] }, rowCount: changes };
  }

  /** Once in each transaction that writes, so that the log of it is known to be of this file. */
  function countTransaction(): void {
    isCounted = true;
    try {
      sqlite.exec("update database_identity set writes = writes + 1");
    } catch (error) {
      // The transaction that makes the table does not have it yet.
      if (error instanceof Error && /no such table/.test(error.message)) return;
      throw options.guard.translate(translateSqliteError(error));
    }
  }

  /** Waits for the write lock; SQLite's own busy_timeout would stop the whole event loop. */
  async function executeWhenFree<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (let waitedMs = 0; ; waitedMs += BUSY_RETRY_MS) {
      try {
        const { result, rowCount } = execute<R>(query);
        if (rowCount >= LONG_WORK_ROWS) await nextTurn();
        return result;
      } catch (error) {
        // A refused statement has done nothing.
        if (!isBusy(error)) throw options.guard.translate(translateSqliteError(error));
        if (waitedMs >= options.busyTimeoutMs) {
          throw new DatabaseUnavailableError(
            "db.busy",
            { ms: String(options.busyTimeoutMs) },
            error,
          );
        }
      }
      await delay(BUSY_RETRY_MS);
    }
  }

  return async (query) => {
    if (!sqlite.isTransaction) isCounted = false;
    else if (!isCounted && WRITE.test(query.sql)) countTransaction();
    return executeWhenFree(query);
  };
}

function toInputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "bigint" || value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot store a ${typeof value}.`);
}
