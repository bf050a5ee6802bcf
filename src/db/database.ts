import type { Kysely } from "kysely";
import type { VersionFeed } from "../ports.ts";
import type { Tables } from "./tables.ts";

export type DatabaseKind = "sqlite" | "postgres";

/** Runs queries; a transaction is one too. */
export type Executor = Kysely<Tables>;

/** One open database. Made by `openDatabase`; closed once, by whoever opened it. */
export interface Database {
  readonly kind: DatabaseKind;
  readonly executor: Executor;
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws.
   * Inside, use only `tx`: on SQLite there is one connection, and `executor` waits until the work ends.
   */
  transaction<T>(work: (tx: Executor) => Promise<T>): Promise<T>;
  /**
   * Resolves when the database answers.
   * @throws the signal's reason when it is aborted first, or DatabaseUnavailableError
   */
  ping(signal: AbortSignal): Promise<void>;
  /**
   * Runs `work` on one connection without time limits, on PostgreSQL a new one that is closed afterwards: for
   * migrations, whose statements may take long and whose settings must not stay on a pooled connection.
   */
  maintain<T>(work: (connection: Executor) => Promise<T>): Promise<T>;
  /** Starts watching for writes by anybody; see `openVersionFeed`. */
  watch(): Promise<VersionFeed>;
  close(): Promise<void>;
}
