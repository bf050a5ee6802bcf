import type { ClientConfig } from "pg";
import { postgresServers } from "../domain/postgres-url.ts";

/** The servers of one database, of which connections are opened to one at a time. */
export interface PostgresHosts {
  readonly count: number;
  /** Whether a server that takes no writes is none of these. */
  readonly isWritableOnly: boolean;
  /** Number of the server that new connections are opened to, from 0. */
  current(): number;
  /** What tells a client of it. */
  config(): ClientConfig;
  /** It is not to be used: from now on it is the next one's turn, unless it is already. */
  leave(index: number): void;
}

/** With several servers, how long one may take to answer a new connection before the next is tried. */
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
