import { type Dialect, Kysely, sql } from "kysely";
import type { ClientConfig } from "pg";
import { postgresServers } from "../domain/postgres-url.ts";
import type { Database, Executor } from "./database.ts";
import { DatabaseError, DatabaseOpenError } from "./errors.ts";
import { inTransaction, ownWritesOf } from "./own-writes.ts";
import { assumeWhatPsqlAssumes } from "./postgres-defaults.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { createPostgresHosts, type PostgresHosts } from "./postgres-hosts.ts";
import { createPostgresPool, type PostgresPool } from "./postgres-pool.ts";
import { watchPostgres } from "./postgres-version-feed.ts";
import type { Tables } from "./tables.ts";
import type { QueryListener } from "./trace-queries.ts";
import { untilAborted } from "./until-aborted.ts";

export interface PostgresOptions {
  /** Connections, 1–100. Default 10. */
  readonly poolSize?: number;
  /** How long a query waits for a connection. Default 5,000. */
  readonly connectionTimeoutMs?: number;
  /** The database's time limit of one statement. Default 30,000. */
  readonly statementTimeoutMs?: number;
  /** How long a statement waits for a lock of another program. Default 5,000. */
  readonly lockTimeoutMs?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** Receives each query. */
  readonly onQuery?: QueryListener;
}

/** The client waits this much longer than the server's own limit, for the reply to arrive. */
const ANSWER_MARGIN_MS = 5000;

/**
 * Opens a pool on a PostgreSQL database (15 or newer) and checks with one query that it answers.
 * @throws DatabaseOpenError naming host and database, never the password
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  assumeWhatPsqlAssumes();
  const hosts = createPostgresHosts(url);
  const client: ClientConfig = {
    application_name: options.applicationName ?? "pomodoro-ml",
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  const statementTimeoutMs = options.statementTimeoutMs ?? 30_000;
  const pool = createPool(client, hosts, statementTimeoutMs, options);
  const dialect = postgresDialect(pool);
  const executor = executorOn(dialect, options);
  const ownWrites = ownWritesOf(executor);
  try {
    await sql`select 1`.execute(executor);
  } catch (error) {
    await executor.destroy();
    throw new DatabaseOpenError(
      "db.postgres_unopened",
      { url: withoutPassword(url), reason: reasonOf(error) },
      error,
    );
  }
  return {
    kind: "postgres",
    executor,
    transaction: (work) => inTransaction(executor, work),
    async ping(signal) {
      const asked = sql<{ transaction_read_only: string }>`
        select current_setting('transaction_read_only') as transaction_read_only,
          exists (select from user_versions)`.execute(executor);
      const { rows } = await untilAborted(asked, signal);
      return rows[0]?.transaction_read_only === "on" ? "read_only" : "writable";
    },
    async maintain(work) {
      const unlimited = { ...options, poolSize: 1, lockTimeoutMs: 0 };
      const single = executorOn(postgresDialect(createPool(client, hosts, 0, unlimited)), options);
      try {
        return await single.connection().execute(work);
      } finally {
        await single.destroy();
      }
    },
    poolUse: pool.use,
    watch: () =>
      watchPostgres({
        ...{ client, hosts, executor, ownWrites },
        onLate: pool.distrust,
        onSilence: dialect.abandonSilent,
      }),
    close: () => executor.destroy(),
  };
}

/** @param statementTimeoutMs 0 means no limit */
function createPool(
  client: ClientConfig,
  hosts: PostgresHosts,
  statementTimeoutMs: number,
  options: PostgresOptions,
): PostgresPool {
  const queryTimeoutMs = statementTimeoutMs + ANSWER_MARGIN_MS;
  return createPostgresPool({
    client: statementTimeoutMs === 0 ? client : { ...client, query_timeout: queryTimeoutMs },
    hosts,
    poolSize: options.poolSize ?? 10,
    connectionTimeoutMs: options.connectionTimeoutMs ?? 5000,
    sessionSettings: sessionSettings(statementTimeoutMs, options.lockTimeoutMs ?? 5000),
  });
}

function executorOn(dialect: Dialect, { onQuery }: PostgresOptions): Executor {
  return new Kysely<Tables>({ dialect, ...(onQuery === undefined ? {} : { log: onQuery }) });
}

/** The session settings, which are set by SQL on each new connection: poolers refuse unknown start-up parameters. */
function sessionSettings(statementTimeoutMs: number, lockTimeoutMs: number): string {
  const settings: Record<string, string> = {
    statement_timeout: `${statementTimeoutMs}`,
    // A wait for another program's lock ends earlier than a long statement may take.
    lock_timeout: `${lockTimeoutMs}`,
    // A transaction whose client is stuck or silently disconnected must not keep its locks.
    idle_in_transaction_session_timeout: statementTimeoutMs === 0 ? "60000" : "5000",
    // Appropriate for solid-state disks. With the default of 4, before the first ANALYZE after an import, the planner sorted
    // the whole history for each page: 8,000 instead of 280,000 rows/s.
    random_page_cost: "1.1",
  };
  const assignments = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', '${value}', false)`,
  );
  return `select current_setting('transaction_read_only') as is_read_only, ${assignments.join(", ")}`;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof DatabaseError && error.cause !== undefined ? error.cause : error;
  return cause instanceof Error && cause.message !== "" ? cause.message : String(cause);
}

/** A connection URL without secrets, for logs: `postgresql://user@host:port/name`. */
export function withoutPassword(url: string): string {
  const { urls: [first = ""] = [], hosts } = postgresServers(url) ?? {};
  if (!URL.canParse(first)) return "postgresql://(unreadable URL)";
  const { username, pathname } = new URL(first);
  return `postgresql://${username === "" ? "" : `${username}@`}${hosts}${pathname}`;
}
