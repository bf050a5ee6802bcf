import type { Kysely } from "kysely";
import type { VersionFeed } from "../ports.ts";
import type { Tables } from "./tables.ts";

export type DatabaseKind = "sqlite" | "postgres";

/** A standby, or a server whose disk is guarded, answers and takes no writes. */
export type DatabaseAbility = "writable" | "read_only";

export interface PoolUse {
  readonly used: number;
  readonly idle: number;
  /** Queries that wait for a connection. */
  readonly waiting: number;
}

/** Runs queries; a transaction is one too. */
export type Executor = Kysely<Tables>;

/** One open database. Made by `openDatabase`; closed once, by the part that opened it. */
export interface Database {
  readonly kind: DatabaseKind;
  readonly executor: Executor;
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws.
   * Inside, use only `tx`: on SQLite there is one connection, and `executor` waits until the work ends.
   */
  transaction<T>(work: (tx: Executor) => Promise<T>): Promise<T>;
  /**
   * Resolves when the database answers, with what it can do.
   * @throws the signal's reason when it is aborted first, DatabaseUnavailableError or DatabaseDamagedError
   */
  ping(signal: AbortSignal): Promise<DatabaseAbility>;
  /**
   * Runs `work` on one connection without time limits, on PostgreSQL a new one that is closed afterwards: for
   * migrations, whose statements may take long and whose settings must not stay on a pooled connection.
   */
  maintain<T>(work: (connection: Executor) => Promise<T>): Promise<T>;
  /**
   * Leaves nothing of deleted rows in the database's files. Queries wait meanwhile. Absent where there are no files, or where
   * they are not ours.
   */
  readonly scrub?: () => Promise<void>;
  /** Connections now; absent where there is no pool. */
  readonly poolUse?: () => PoolUse;
  /** Starts watching for writes by anybody; see `openVersionFeed`. */
  watch(): Promise<VersionFeed>;
  close(): Promise<void>;
}
