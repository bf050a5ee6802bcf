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
  /** How long a write waits for another process's write before it fails. */
  readonly busyTimeoutMs: number;
  /** Checked before each write, and again before the write is acknowledged. */
  readonly guard: FileGuard;
  /** Makes commits durable before they are acknowledged. */
  readonly log: LogSync;
}

/** Statements that write. */
const WRITE =
  /^\s*(?:(?:insert|update|delete|replace|create|drop|alter)\b|with\b[\s\S]*\b(?:insert\s+into|update|delete\s+from)\b)/i;

/** Statements that change the schema. They run once, so preparing and keeping them gains nothing. */
const SCHEMA_CHANGE = /^\s*(?:create|drop|alter)\b/i;

/** Prepared statements that are kept: enough for all fixed ones. Varying texts are evicted, oldest first. */
const MAX_PREPARED = 200;

/**
 * A statement over this many rows takes milliseconds, after which the event loop gets a turn. Queries of this driver end
 * within the turn in which they began, so a long series of them (an import, a fold, an export) would block other requests.
 */
const LONG_WORK_ROWS = 200;

/** The pause between two attempts to get SQLite's write lock, in which the event loop is free. */
const BUSY_RETRY_MS = 5;

/** The single `node:sqlite` connection, which queries share by turns. */
interface Shared {
  /** @throws DatabaseError, translated */
  execute<R>(query: CompiledQuery): Promise<QueryResult<R>>;
  readonly sqlite: DatabaseSync;
  readonly turns: Turns;
}

/**
 * Kysely on one `node:sqlite` connection. One query or transaction runs at a time. Its wait for the disk follows after its
 * turn.
 */
export function sqliteDialect(connection: DatabaseSync, options: SqliteDialectOptions): Dialect {
  return {
    createAdapter: () => new TurnTakingAdapter(),
    createDriver: () => createDriver(connection, options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Replaces Kysely's mutex, which would hold the connection until it is released, during the wait for the disk. */
class TurnTakingAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** A turn on the shared connection, which lasts for one query or transaction. */
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
  /** Makes a write durable before it is acknowledged. Other queries have their turn meanwhile. */
  async function keep(): Promise<void> {
    guard.check();
    log.noteCommit();
    release();
    await log.settled();
  }

  return {
    release,
    // IMMEDIATE takes the write lock at once: a deferred transaction that has read cannot wait for the lock later.
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
      // After errors such as a full disk SQLite rolls back by itself; a transaction that is open then is another one.
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

/**
 * Whether a statement returns rows is determined once, because listing its columns takes as long as finding a row by
 * key.
 */
interface Prepared {
  readonly statement: StatementSync;
  readonly givesRows: boolean;
}

/** Executes one statement after the other. */
function createExecution(sqlite: DatabaseSync, options: SqliteDialectOptions): Shared["execute"] {
  const prepared = new Map<string, Prepared>();
  let isCounted = false;

  function prepare(text: string): Prepared {
    const statement = sqlite.prepare(text);
    const made = { statement, givesRows: statement.columns().length > 0 };
    if (prepared.size >= MAX_PREPARED) {
      const oldest = prepared.keys().next();
      if (!oldest.done) prepared.delete(oldest.value);
    }
    prepared.set(text, made);
    return made;
  }

  /** The result of the statement, and the number of rows that it returned or changed. */
  function execute<R>(query: CompiledQuery): { result: QueryResult<R>; rowCount: number } {
    const known = prepared.get(query.sql);
    const isChange = known === undefined && SCHEMA_CHANGE.test(query.sql);
    if (isChange && query.parameters.length === 0) {
      sqlite.exec(query.sql);
      return { result: { rows: [] }, rowCount: 0 };
    }
    const { statement, givesRows } = known ?? prepare(query.sql);
    const values = query.parameters.map(toInputValue);
    if (givesRows) {
      // The query determines the row type; Kysely's contract leaves it to the caller.
      const rows = statement.all(...values) as R[];
      return { result: { rows }, rowCount: rows.length };
    }
    const changes = Number(statement.run(...values).changes);
    return { result: { numAffectedRows: BigInt(changes), rows: [] }, rowCount: changes };
  }

  /** Increments the count once per writing transaction, so that its log is known to belong to this file. */
  function countTransaction(): void {
    isCounted = true;
    try {
      sqlite.exec("update database_identity set writes = writes + 1");
    } catch (error) {
      // The transaction that creates the table cannot increment the count yet.
      if (error instanceof Error && /no such table/.test(error.message)) return;
      throw options.guard.translate(translateSqliteError(error));
    }
  }

  /** Waits for the write lock without blocking; SQLite's busy_timeout would block the event loop. */
  async function executeWhenFree<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (let waitedMs = 0; ; waitedMs += BUSY_RETRY_MS) {
      try {
        const { result, rowCount } = execute<R>(query);
        if (rowCount >= LONG_WORK_ROWS) await nextTurn();
        return result;
      } catch (error) {
        // A statement that was refused as busy has no effect and can be repeated.
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
