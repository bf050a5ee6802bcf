import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Logger } from "../../telemetry/logger.ts";

export interface ConnectionLimitParts {
  /** Connections at the same time. */
  readonly max: number;
  readonly logger: Logger;
}

/** What was done within this time is logged in one line. */
const SUMMARY_MS = 10_000;

/** So many are looked at for one that may be ended: a limit must not cost more than what it limits. */
export const MAX_LOOKED_AT = 100;

/**
 * Keeps the number of connections below that of file descriptors. Without any left, nothing works that opens a file or a
 * connection of its own: the database, the log, the runtime itself. A new connection takes the place of the oldest one
 * on which nothing is under way, so that probes are answered however many clients connect and say nothing.
 */
export class ConnectionLimit {
  readonly #max: number;
  readonly #tell: (outcome: "ended" | "refused") => void;
  #open = 0;
  /** Those that node:http reads, the one first that was used longest ago, and those of them whose request is being answered. */
  readonly #nodes = new Set<Duplex>();
  readonly #busy = new Set<object>();

  constructor({ max, logger }: ConnectionLimitParts) {
    this.#max = max;
    this.#tell = limitSummary(logger, max);
  }

  /**
   * Counts a new connection.
   *
   * @param endSilent ends a connection that has never sent anything, `endIdle` one that was idle for long, of those that
   *   node:http has not been given; both say whether there was one
   * @returns whether there is room for it; otherwise it has been ended
   */
  admit(socket: Socket, endSilent: () => boolean, endIdle: () => boolean): boolean {
    if (this.#open >= this.#max) {
      if (!endSilent() && !this.#endNodes() && !endIdle()) {
        socket.destroy();
        this.#tell("refused");
        return false;
      }
      this.#tell("ended");
    }
    this.#open += 1;
    socket.once("close", () => {
      this.#open -= 1;
      this.#nodes.delete(socket);
    });
    return true;
  }

  get isHalfFull(): boolean {
    return this.#open > this.#max / 2;
  }

  /** node:http reads the connection from now on. */
  noteNodes(socket: Duplex): void {
    this.#nodes.add(socket);
  }

  noteRequest({ socket }: IncomingMessage, response: ServerResponse): void {
    if (!this.#nodes.has(socket)) return;
    // The one that was used longest ago comes first, once there are so many that this matters.
    if (this.isHalfFull && this.#nodes.delete(socket)) this.#nodes.add(socket);
    this.#busy.add(socket);
    response.once("close", () => this.#busy.delete(socket));
  }

  /** One that is idle, or has sent a part of a head. */
  #endNodes(): boolean {
    let count = 0;
    for (const socket of this.#nodes) {
      if (!this.#busy.has(socket)) {
        this.#nodes.delete(socket);
        socket.destroy();
        return true;
      }
      count += 1;
      if (count === MAX_LOOKED_AT) break;
    }
    return false;
  }
}

/** A line at the first time, and then one for each while in which there was something to tell. */
function limitSummary(logger: Logger, max: number): (outcome: "ended" | "refused") => void {
  let counts = { ended: 0, refused: 0 };
  let isQuiet = false;

  function tellAll(): void {
    isQuiet = counts.ended + counts.refused > 0;
    if (!isQuiet) return;
    const entry = { event_type: "CONNECTIONS_LIMITED", metrics: { ...counts, limit: max } };
    counts = { ended: 0, refused: 0 };
    logger.warn(entry, "too many connections: idle ones were ended, or new ones refused");
    setTimeout(tellAll, SUMMARY_MS).unref();
  }

  return (outcome) => {
    counts[outcome] += 1;
    if (!isQuiet) tellAll();
  };
}
