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
  /** Whether the connection must not be reused. */
  isBroken(): boolean;
  /** Breaks the connection if its query has waited this long; the query then fails as after any lost connection. */
  abandonIfOlder(ms: number): void;
  release(): void;
}

/** Kysely's dialect on a `pg` pool. */
export interface PostgresDialect extends Dialect {
  /** Abandons queries without a reply for this long, after the network was found to be silent. */
  abandonSilent(ms: number): void;
}

/**
 * Kysely on a `pg` pool. Every wait is bounded, an unavailable database always causes the same error, and connections in an
 * unknown state are discarded.
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
      // After a failed statement whose error was swallowed, PostgreSQL replies ROLLBACK to a COMMIT.
      if ((await run(connection, "commit")) === "ROLLBACK") throw new AbortedTransactionError();
    },
    async rollbackTransaction(connection) {
      // Without the connection the server rolls back by itself, and no reply would arrive.
      if (inUse.get(connection)?.isBroken() !== true) await run(connection, "rollback");
    },
    async releaseConnection(connection) {
      inUse.get(connection)?.release();
      inUse.delete(connection);
    },
    destroy: () => pool.end(),
  };
}

/** Runs a transaction control statement and returns the command tag of the server's reply. */
async function run(connection: DatabaseConnection, statement: string): Promise<string> {
  const result = await connection.executeQuery<{ command: string }>(CompiledQuery.raw(statement));
  return result.rows[0]?.command ?? "";
}

const CONTROL = new Set(["BEGIN", "COMMIT", "ROLLBACK"]);
const WRITES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

function createConnection(client: PoolClient, pool: PostgresPool): PostgresConnection {
  let broken = false;
  let askedMs: number | undefined;
  // The connection may be lost while it is idle, for instance between two statements of a transaction.
  const onError = () => {
    broken = true;
  };
  client.on("error", onError);

  function noteFailure(error: unknown, statement: string): void {
    if (isReadOnly(error)) pool.noteWrite(false);
    const isLost = isConnectionLost(error);
    // The cause of one lost connection probably affects all.
    if (isLost) pool.distrust();
    // After a failed ROLLBACK the transaction is still open.
    if (isLost || statement === "rollback") broken = true;
  }

  return {
    isBroken: () => broken,
    abandonIfOlder(ms) {
      // During a query, `end` breaks the connection.
      if (askedMs === undefined || performance.now() - askedMs < ms) return;
      // The pool's clients are instances of `Client`, although their type is narrower.
      if (client instanceof Client) void client.end().catch(() => {});
    },
    async executeQuery(query) {
      try {
        askedMs = performance.now();
        const result = await client.query(query.sql, [...query.parameters]);
        const { command, rowCount } = result;
        // This setting lasts as long as the connection. A new one may find the database writable again.
        if (result.rows?.[0]?.transaction_read_only === "on") broken = true;
        if (WRITES.has(command)) pool.noteWrite(true);
        return {
          // Several statements in one text, as in a migration, return no rows.
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
