import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import { type ClientConfig, Pool, type PoolClient } from "pg";
import type { PoolUse } from "./database.ts";
import { DatabaseUnavailableError } from "./errors.ts";
import { isConnectionLost, isReadOnly, translatePostgresError } from "./postgres-errors.ts";

export interface PostgresDialectOptions {
  readonly client: ClientConfig;
  readonly poolSize: number;
  /** How long a query waits for a connection, new or given back by another query. */
  readonly connectionTimeoutMs: number;
  /** Run once on each new connection. */
  readonly sessionSettings: string;
  /** Is given, when the pool is made, what reads its use. */
  readonly onPool?: (use: () => PoolUse) => void;
}

interface PostgresConnection extends DatabaseConnection {
  readonly client: PoolClient;
  /** Has the connection closed instead of used again when it is released. */
  discard(): void;
  release(): void;
}

/**
 * Kysely on a `pg` pool that never waits without end, turns "the database is not there" into one error, and
 * throws connections away that may be in the middle of something.
 */
export function postgresDialect(options: PostgresDialectOptions): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(options),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function createDriver(options: PostgresDialectOptions): Driver {
  const pool = new Pool({
    ...options.client,
    max: options.poolSize,
    connectionTimeoutMillis: options.connectionTimeoutMs,
  });
  // An idle connection that the server ends is replaced at the next query; unhandled it ends the process.
  pool.on("error", () => {});
  options.onPool?.(() => ({
    used: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }));
  const configured = new WeakSet<PoolClient>();
  const state: PoolState = { isReadOnly: false };
  const inUse = new WeakMap<DatabaseConnection, PostgresConnection>();

  async function acquire(): Promise<PostgresConnection> {
    const connection = createConnection(await connectAnew(pool, options, state, configured), state);
    if (!configured.has(connection.client)) {
      try {
        await connection.executeQuery(CompiledQuery.raw(options.sessionSettings));
      } catch (error) {
        connection.discard();
        connection.release();
        throw error;
      }
      configured.add(connection.client);
    }
    inUse.set(connection, connection);
    return connection;
  }

  return {
    async init() {},
    acquireConnection: acquire,
    beginTransaction: (connection) => run(connection, "begin").then(() => undefined),
    async commitTransaction(connection) {
      // PostgreSQL answers ROLLBACK to a COMMIT after a failed statement that somebody has swallowed.
      if ((await run(connection, "commit")) === "ROLLBACK") throw new AbortedTransactionError();
    },
    async rollbackTransaction(connection) {
      try {
        await run(connection, "rollback");
      } catch (error) {
        inUse.get(connection)?.discard();
        throw error;
      }
    },
    async releaseConnection(connection) {
      inUse.get(connection)?.release();
    },
    destroy: () => pool.end(),
  };
}

/** What one connection has learned that concerns all. */
interface PoolState {
  /** A write was refused as read-only, and none has succeeded since. */
  isReadOnly: boolean;
}

/**
 * A connection opened while the database took no writes may take none for as long as it lives. So after a refused write,
 * until one succeeds, none is used a second time.
 */
async function connectAnew(
  pool: Pool,
  options: PostgresDialectOptions,
  state: PoolState,
  used: WeakSet<PoolClient>,
): Promise<PoolClient> {
  for (;;) {
    const client = await connect(pool, options);
    if (!state.isReadOnly || !used.has(client)) return client;
    client.release(true);
  }
}

async function connect(pool: Pool, options: PostgresDialectOptions): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    if (error instanceof Error && /timeout exceeded when trying to connect/.test(error.message)) {
      throw new DatabaseUnavailableError(
        "db.no_connection",
        { ms: String(options.connectionTimeoutMs), size: String(options.poolSize) },
        error,
      );
    }
    throw translatePostgresError(error);
  }
}

/** Runs a statement of transaction control and gives the command tag that the server answered. */
async function run(connection: DatabaseConnection, statement: string): Promise<string> {
  const result = await connection.executeQuery<{ command: string }>(CompiledQuery.raw(statement));
  return result.rows[0]?.command ?? "";
}

const CONTROL = new Set(["BEGIN", "COMMIT", "ROLLBACK"]);
const WRITES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

function createConnection(client: PoolClient, state: PoolState): PostgresConnection {
  let broken = false;
  // Lost while nothing was asked, for instance between two statements of a transaction.
  const onError = () => {
    broken = true;
  };
  client.on("error", onError);
  return {
    client,
    discard: onError,
    async executeQuery(query) {
      try {
        const result = await client.query(query.sql, [...query.parameters]);
        const { command, rowCount } = result;
        // Settings of a connection last as long as it does: a new one may find the database writable again.
        if (result.rows?.[0]?.transaction_read_only === "on") broken = true;
        if (WRITES.has(command)) state.isReadOnly = false;
        return {
          // Several statements in one text, as in a migration, give no rows of their own.
          rows: CONTROL.has(command) ? [{ command }] : (result.rows ?? []),
          ...(WRITES.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}),
        } as QueryResult<never>;
      } catch (error) {
        if (isReadOnly(error)) state.isReadOnly = true;
        if (isConnectionLost(error)) broken = true;
        throw translatePostgresError(error);
      }
    },
    streamQuery() {
      throw new Error("Stream with keyset queries: an open cursor would hold a connection.");
    },
    release() {
      client.off("error", onError);
      client.release(broken);
    },
  };
}
