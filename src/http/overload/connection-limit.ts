import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Logger } from "../../telemetry/logger.ts";

export interface ConnectionLimitParts {
  /** Simultaneous connections. */
  readonly max: number;
  readonly logger: Logger;
}

/** Connections that were ended or refused within this period share a log line. */
const SUMMARY_MS = 10_000;

/**
 * Connections examined in the search for an idle one: the limit must not cost more than the connections that it limits.
 */
export const MAX_EXAMINED = 100;

/**
 * Keeps the number of connections below the number of file descriptors. Without a free descriptor neither the database,
 * the log nor the runtime can open a file or a connection. A new connection replaces the oldest idle one, so probes are
 * answered however many silent clients connect.
 */
export class ConnectionLimit {
  readonly #max: number;
  readonly #log: (outcome: "ended" | "refused") => void;
  #open = 0;
  /** Connections that node:http reads, least recently used first. */
  readonly #nodeConnections = new Set<Duplex>();
  /** Those of them with a request in flight. */
  readonly #busy = new Set<object>();

  constructor({ max, logger }: ConnectionLimitParts) {
    this.#max = max;
    this.#log = limitSummary(logger, max);
  }

  /**
   * Counts a new connection.
   *
   * @param endSilent ends a connection of the fast path that has never sent anything; returns whether there was one
   * @param endIdle ends the connection of the fast path that has been idle longest; returns whether there was one
   * @returns whether there is room for it; otherwise the new connection is ended
   */
  admit(socket: Socket, endSilent: () => boolean, endIdle: () => boolean): boolean {
    if (this.#open >= this.#max) {
      if (!endSilent() && !this.#endNodeConnection() && !endIdle()) {
        socket.destroy();
        this.#log("refused");
        return false;
      }
      this.#log("ended");
    }
    this.#open += 1;
    socket.once("close", () => {
      this.#open -= 1;
      this.#nodeConnections.delete(socket);
    });
    return true;
  }

  get isHalfFull(): boolean {
    return this.#open > this.#max / 2;
  }

  /** Tracks a connection that node:http reads from now on. */
  trackNodeConnection(socket: Duplex): void {
    this.#nodeConnections.add(socket);
  }

  trackRequest({ socket }: IncomingMessage, response: ServerResponse): void {
    if (!this.#nodeConnections.has(socket)) return;
    // The order of use costs time and matters only near the limit.
    if (this.isHalfFull && this.#nodeConnections.delete(socket)) this.#nodeConnections.add(socket);
    this.#busy.add(socket);
    response.once("close", () => this.#busy.delete(socket));
  }

  /** Ends a connection of node:http that is idle or has sent only part of a head. */
  #endNodeConnection(): boolean {
    let count = 0;
    for (const socket of this.#nodeConnections) {
      if (!this.#busy.has(socket)) {
        this.#nodeConnections.delete(socket);
        socket.destroy();
        return true;
      }
      count += 1;
      if (count === MAX_EXAMINED) break;
    }
    return false;
  }
}

/** Logs the first outcome at once, then one line for every period in which something happened. */
function limitSummary(logger: Logger, max: number): (outcome: "ended" | "refused") => void {
  let counts = { ended: 0, refused: 0 };
  let isQuiet = false;

  function logPeriod(): void {
    isQuiet = counts.ended + counts.refused > 0;
    if (!isQuiet) return;
    const entry = { event_type: "CONNECTIONS_LIMITED", metrics: { ...counts, limit: max } };
    counts = { ended: 0, refused: 0 };
    logger.warn(entry, "too many connections: idle ones were ended, or new ones refused");
    setTimeout(logPeriod, SUMMARY_MS).unref();
  }

  return (outcome) => {
    counts[outcome] += 1;
    if (!isQuiet) logPeriod();
  };
}
