import { Client, type ClientConfig, Pool, type PoolClient } from "pg";
import type { PoolUse } from "./database.ts";
import { DatabaseUnavailableError } from "./errors.ts";
import { isConnectionLost, translatePostgresError } from "./postgres-errors.ts";
import type { PostgresHosts } from "./postgres-hosts.ts";

export interface PostgresPoolOptions {
  readonly client: ClientConfig;
  readonly hosts: PostgresHosts;
  readonly poolSize: number;
  /** How long a query waits for a connection, new or given back by another query. */
  readonly connectionTimeoutMs: number;
  /** Run once on each new connection. */
  readonly sessionSettings: string;
}

/** Connections to the server that is used now. */
export interface PostgresPool {
  /**
   * A connection whose settings are made, of a server that takes writes where one has to.
   * @throws DatabaseUnavailableError, or what the server says against it
   */
  acquire(): Promise<PoolClient>;
  /** Connections that are open now, in use or not, are not used a second time. */
  distrust(): void;
  /**
   * Whether the newest write was taken or refused as to a database that takes none. A connection opened while it took none
   * may take none for as long as it lives, so after a refusal, until one succeeds, none is used a second time.
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
    // Which server it is to is known when a connection is opened, not before.
    Client: class extends Client {
      constructor(config?: ClientConfig) {
        super({ ...config, ...hosts.config() });
        // A server may end a connection in the packet that opens it, before the pool's caller can listen for errors.
        this.on("error", () => {});
      }
    },
  });
  // An idle connection that the server ends is replaced at the next query; unhandled it ends the process.
  pool.on("error", () => {});
  /** In which generation each connection was opened. */
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
          // The next server is tried, each once.
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

/** Makes the settings of a new connection; one that is of no use is closed. */
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
