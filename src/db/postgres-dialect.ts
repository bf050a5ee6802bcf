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
import { Client, type PoolClient } from "pg";
import { refuseFromMemory } from "./errors.ts";
import { isConnectionLost, isReadOnly, translatePostgresError } from "./postgres-errors.ts";
import type { PostgresPool } from "./postgres-pool.ts";

interface PostgresConnection extends DatabaseConnection {
  /** Whether it must not be used again. */
  isBroken(): boolean;
  /** Breaks the connection where a query has waited so long; that query then fails as on any lost connection. */
  abandonIfOlder(ms: number): void;
  release(): void;
}

/** A `pg` pool as Kysely sees it. */
export interface PostgresDialect extends Dialect {
  /** What has been silent for so long while the network was found to be is not waited for any longer. */
  abandonSilent(ms: number): void;
}

/**
 * Kysely on a `pg` pool that never waits without end, turns "the database is not there" into one error, and
 * throws connections away that may be in the middle of something.
 */
export function postgresDialect(pool: PostgresPool): PostgresDialect {
  const inUse = new Map<DatabaseConnection, PostgresConnection>();
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(pool, inUse),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    abandonSilent(ms) {
      for (const connection of inUse.values()) connection.abandonIfOlder(ms);
    },
  };
}

function createDriver(
  pool: PostgresPool,
  inUse: Map<DatabaseConnection, PostgresConnection>,
): Driver {
  return {
    async init() {},
    async acquireConnection() {
      refuseFromMemory();
      const connection = createConnection(await pool.acquire(), pool);
      inUse.set(connection, connection);
      return connection;
    },
    beginTransaction: (connection) => run(connection, "begin").then(() => undefined),
    async commitTransaction(connection) {
      // PostgreSQL answers ROLLBACK to a COMMIT after a failed statement that somebody has swallowed.
      if ((await run(connection, "commit")) === "ROLLBACK") throw new AbortedTransactionError();
    },
    async rollbackTransaction(connection) {
      // Without the connection the server rolls back by itself; asking would be waiting for nothing.
      if (inUse.get(connection)?.isBroken() !== true) await run(connection, "rollback");
    },
    async releaseConnection(connection) {
      inUse.get(connection)?.release();
      inUse.delete(connection);
    },
    destroy: () => pool.end(),
  };
}

/** Runs a statement of transaction control and gives the command tag that the server answered. */
async function run(connection: DatabaseConnection, statement: string): Promise<string> {
  const result = await connection.executeQuery<{ command: string }>(CompiledQuery.raw(statement));
  return result.rows[0]?.command ?? "";
}

const CONTROL = new Set(["BEGIN", "COMMIT", "ROLLBACK"]);
const WRITES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

function createConnection(client: PoolClient, pool: PostgresPool): PostgresConnection {
  let broken = false;
  let askedMs: number | undefined;
  // Lost while nothing was asked, for instance between two statements of a transaction.
  const onError = () => {
    broken = true;
  };
  client.on("error", onError);

  function noteFailure(error: unknown, statement: string): void {
    if (isReadOnly(error)) pool.noteWrite(false);
    const isLost = isConnectionLost(error);
    // What ended one has probably met all.
    if (isLost) pool.distrust();
    // After a failed ROLLBACK it is still in the middle of the transaction.
    if (isLost || statement === "rollback") broken = true;
  }

  return {
    isBroken: () => broken,
    abandonIfOlder(ms) {
      // With a query under way, `end` breaks the connection.
      if (askedMs === undefined || performance.now() - askedMs < ms) return;
      // The pool's clients are whole ones, whatever their type says.
      if (client instanceof Client) void client.end().catch(() => {});
    },
    async executeQuery(query) {
      try {
        askedMs = performance.now();
        const result = await client.query(query.sql, [...query.parameters]);
        const { command, rowCount } = result;
        // Settings of a connection last as long as it does: a new one may find the database writable again.
        if (result.rows?.[0]?.transaction_read_only === "on") broken = true;
        if (WRITES.has(command)) pool.noteWrite(true);
        return {
          // Several statements in one text, as in a migration, give no rows of their own.
          rows: CONTROL.has(command) ? [{ command }] : (result.rows ?? []),
          ...(WRITES.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}),
        } as QueryResult<never>;
      } catch (error) {
        noteFailure(error, query.sql);
        throw translatePostgresError(error);
      } finally {
        askedMs = undefined;
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
