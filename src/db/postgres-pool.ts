import type { PostgresPool, PostgresPoolClient } from "kysely";
import { type ClientConfig, Pool, type PoolClient } from "pg";
import { DatabaseUnavailableError } from "./errors.ts";

export interface PoolOptions {
  readonly size: number;
  /** How long a query waits for a connection, new or returned by another query. */
  readonly connectionTimeoutMs: number;
}

export interface GuardedPool extends PostgresPool {
  /** Connections now open, and queries waiting for one. */
  readonly usage: { readonly open: number; readonly waiting: number };
}

/**
 * A `pg` pool that never waits without end, turns "the database is not there" into one error, and throws
 * connections away that may be in the middle of something.
 */
export function guardedPool(config: ClientConfig, options: PoolOptions): GuardedPool {
  const pool = new Pool({
    ...config,
    max: options.size,
    connectionTimeoutMillis: options.connectionTimeoutMs,
  });
  // An idle connection that the server ends is replaced at the next query; unhandled it ends the process.
  pool.on("error", () => {});
  return {
    options: pool.options,
    get usage() {
      return { open: pool.totalCount, waiting: pool.waitingCount };
    },
    async connect() {
      try {
        return guardedClient(await pool.connect());
      } catch (error) {
        throw translate(error, options);
      }
    },
    end: () => pool.end(),
  };
}

const guarded = new WeakMap<PoolClient, PostgresPoolClient>();

/** The same wrapper for the same client: Kysely recognises a connection by identity. */
function guardedClient(client: PoolClient): PostgresPoolClient {
  const known = guarded.get(client);
  if (known !== undefined) return known;
  let broken = false;
  const wrapper = {
    ...("processID" in client ? { processID: client.processID } : {}),
    async query(text: string, values: readonly unknown[]) {
      try {
        return await client.query(text, [...values]);
      } catch (error) {
        if (isConnectionLost(error)) broken = true;
        throw translate(error);
      }
    },
    release: (discard?: boolean) => client.release(broken || discard === true),
  };
  // Kysely's interface also covers cursors, which nothing here uses.
  guarded.set(client, wrapper as unknown as PostgresPoolClient);
  return wrapper as unknown as PostgresPoolClient;
}

/** The database ended or refused the connection: shutting down, starting up, too many clients. */
const UNAVAILABLE_STATES = /^(08...|57P0[1-5]|53[0-9]{3})$/;
const STATEMENT_TIMEOUT = "57014";

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/.test(code)) return true;
  if (/^(08...|57P0[1-5])$/.test(code)) return true;
  return (
    error instanceof Error &&
    /Connection terminated|Query read timeout|not queryable|connection error/i.test(error.message)
  );
}

function translate(error: unknown, pool?: PoolOptions): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (pool !== undefined && /timeout exceeded when trying to connect/.test(message)) {
    return new DatabaseUnavailableError(
      `No database connection became free within ${pool.connectionTimeoutMs} ms ` +
        `(the pool has ${pool.size}).`,
      error,
    );
  }
  const code = codeOf(error);
  if (code === STATEMENT_TIMEOUT) {
    return new DatabaseUnavailableError("The database took too long to answer.", error);
  }
  if (isConnectionLost(error) || UNAVAILABLE_STATES.test(code)) {
    return new DatabaseUnavailableError(`The database cannot be reached: ${message}`, error);
  }
  return error;
}
