import type { ClientConfig } from "pg";
import { postgresServers } from "../domain/postgres-url.ts";

/** The servers of one database. New connections go to one of them at a time. */
export interface PostgresHosts {
  readonly count: number;
  /** Whether servers that refuse writes are skipped. */
  readonly isWritableOnly: boolean;
  /** Index of the current server, from 0, to which new connections go. */
  current(): number;
  /** The client configuration for the current server. */
  config(): ClientConfig;
  /** Switches to the next server if this one is the current one. */
  leave(index: number): void;
}

/** With several servers, the next one is tried after this time without a connection. */
const ANSWER_MS = 1500;

export function createPostgresHosts(url: string): PostgresHosts {
  const { urls, isWritableOnly } = postgresServers(url) ?? { urls: [url], isWritableOnly: false };
  let index = 0;
  return {
    count: urls.length,
    isWritableOnly,
    current: () => index,
    config() {
      const connectionString = urls[index] ?? url;
      if (urls.length === 1) return { connectionString };
      return { connectionString, connectionTimeoutMillis: ANSWER_MS };
    },
    leave(left) {
      if (left === index) index = (index + 1) % urls.length;
    },
  };
}
