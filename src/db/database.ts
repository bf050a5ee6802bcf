import type { Kysely } from "kysely";
import type { VersionFeed } from "../ports.ts";
import type { Tables } from "./tables.ts";

export type DatabaseKind = "sqlite" | "postgres";

/** `read_only` for a standby or a server that is set to read-only: it answers, but refuses writes. */
export type DatabaseAbility = "writable" | "read_only";

export interface PoolUse {
  readonly used: number;
  readonly idle: number;
  /** Queries that wait for a connection. */
  readonly waiting: number;
}

/** Runs queries, directly or within a transaction. */
export type Executor = Kysely<Tables>;

/** An open database. `openDatabase` creates it, and its opener closes it once. */
export interface Database {
  readonly kind: DatabaseKind;
  readonly executor: Executor;
  /**
   * Runs `work` in one transaction, which is committed when it resolves and rolled back when it throws. The work must use
   * only `tx`: SQLite has one connection, so `executor` waits until the work ends.
   */
  transaction<T>(work: (tx: Executor) => Promise<T>): Promise<T>;
  /**
   * Resolves when the database answers, with its ability.
   * @throws the signal's reason after an abort, DatabaseUnavailableError or DatabaseDamagedError
   */
  ping(signal: AbortSignal): Promise<DatabaseAbility>;
  /**
   * Runs `work` on one connection without time limits. On PostgreSQL it is a new connection that is closed afterwards, for
   * migrations: their statements may take long, and their settings must not stay on a pooled connection.
   */
  maintain<T>(work: (connection: Executor) => Promise<T>): Promise<T>;
  /**
   * Removes deleted rows from the database's files. Queries wait meanwhile. Absent without files, or when the files are not
   * ours.
   */
  readonly scrub?: () => Promise<void>;
  /** The current use of connections; absent without a pool. */
  readonly poolUse?: () => PoolUse;
  /** Starts watching for writes of any program; see `openVersionFeed`. */
  watch(): Promise<VersionFeed>;
  close(): Promise<void>;
}
