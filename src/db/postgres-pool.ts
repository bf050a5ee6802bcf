import { Client, type ClientConfig, Pool, type PoolClient } from "pg";
import type { PoolUse } from "./database.ts";
import { DatabaseUnavailableError } from "./errors.ts";
import { isConnectionLost, translatePostgresError } from "./postgres-errors.ts";
import type { PostgresHosts } from "./postgres-hosts.ts";

export interface PostgresPoolOptions {
  readonly client: ClientConfig;
  readonly hosts: PostgresHosts;
  readonly poolSize: number;
  /** How long a query waits for a new or released connection. */
  readonly connectionTimeoutMs: number;
  /** SQL that runs once on each new connection. */
  readonly sessionSettings: string;
}

/** A pool of connections to the current server. */
export interface PostgresPool {
  /**
   * A connection with session settings, to a server that accepts writes if one is required.
   * @throws DatabaseUnavailableError, or the error of the server
   */
  acquire(): Promise<PoolClient>;
  /** Prevents the reuse of all connections that are open now, in use or idle. */
  distrust(): void;
  /**
   * Reports whether the newest write was accepted, or refused by a read-only database. A connection that was opened while
   * the database was read-only may stay read-only, so after a refusal no connection is reused until a write succeeds.
   */
  noteWrite(isTaken: boolean): void;
  use(): PoolUse;
  end(): Promise<void>;
}

export function createPostgresPool(options: PostgresPoolOptions): PostgresPool {
  const { hosts } = options;
  const pool = new Pool({
    ...options.client,
    max: options.poolSize,
    connectionTimeoutMillis: options.connectionTimeoutMs,
    // The server is determined when a connection is opened.
    Client: class extends Client {
      constructor(config?: ClientConfig) {
        super({ ...config, ...hosts.config() });
        // A server may end a connection while it opens, before the pool's caller can listen for errors.
        this.on("error", () => {});
      }
    },
  });
  // The next query replaces an idle connection that the server ends. Without a listener its error would end the process.
  pool.on("error", () => {});
  /** The generation in which each connection was opened. */
  const opened = new WeakMap<PoolClient, number>();
  let generation = 0;
  let isReadOnly = false;

  async function open(at: number): Promise<PoolClient> {
    for (;;) {
      const client = await connect(pool, options, at);
      if (opened.get(client) === generation && !isReadOnly) return client;
      if (!opened.has(client)) {
        await configure(client, options, at);
        opened.set(client, generation);
        return client;
      }
      client.release(true);
    }
  }

  return {
    async acquire() {
      for (let attempt = 1; ; attempt += 1) {
        const at = hosts.current();
        try {
          return await open(at);
        } catch (error) {
          // Tries the next server, each one once.
          if (hosts.current() === at || attempt >= hosts.count) throw error;
        }
      }
    },
    distrust() {
      generation += 1;
    },
    noteWrite(isTaken) {
      isReadOnly = !isTaken;
    },
    use: () => ({
      used: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    end: () => pool.end(),
  };
}

async function connect(pool: Pool, options: PostgresPoolOptions, at: number): Promise<PoolClient> {
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
    if (isConnectionLost(error)) options.hosts.leave(at);
    throw translatePostgresError(error);
  }
}

/** Applies the session settings to a new connection. Closes an unusable one. */
async function configure(
  client: PoolClient,
  { hosts, sessionSettings, connectionTimeoutMs }: PostgresPoolOptions,
  at: number,
): Promise<void> {
  const ignore = () => {};
  client.on("error", ignore);
  const query = { text: sessionSettings, query_timeout: connectionTimeoutMs };
  try {
    const { rows } = await client.query<{ is_read_only: string }>(query);
    if (!hosts.isWritableOnly || rows[0]?.is_read_only !== "on") return;
    throw new DatabaseUnavailableError("db.read_only");
  } catch (error) {
    client.release(true);
    hosts.leave(at);
    throw translatePostgresError(error);
  } finally {
    client.off("error", ignore);
  }
}
