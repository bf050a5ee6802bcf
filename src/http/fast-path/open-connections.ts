import { type ConnectionLimit, MAX_LOOKED_AT } from "../overload/connection-limit.ts";
import type { Connection } from "./connection.ts";

/** The connections that the fast path reads. */
export interface OpenConnections {
  add(connection: Connection): void;
  forget(connection: Connection): void;
  /** Moves the connection behind all others that may be ended for new ones. */
  noteUse(connection: Connection): void;
  /** Ends a connection that has sent nothing yet; whether there was one. */
  endSilent(): boolean;
  /** Ends the idle connection that was used longest ago; whether there was one. */
  endIdle(): boolean;
  all(): Iterable<Connection>;
}

/** @param limit as many connections as come when absent */
export function createOpenConnections(limit: ConnectionLimit | undefined): OpenConnections {
  /** The one that was used longest ago first, once there are so many that this matters. */
  const connections = new Set<Connection>();
  /** Of them, those that had sent nothing when they were looked at last. */
  const silent = new Set<Connection>();

  function forget(connection: Connection): void {
    connections.delete(connection);
    silent.delete(connection);
  }

  function end(connection: Connection): true {
    forget(connection);
    connection.cut();
    return true;
  }

  return {
    add(connection) {
      connections.add(connection);
      if (limit !== undefined) silent.add(connection);
    },
    forget,
    noteUse(connection) {
      if (limit?.isHalfFull !== true) return;
      connections.delete(connection);
      connections.add(connection);
    },
    endSilent() {
      for (const connection of silent) {
        silent.delete(connection);
        if (connection.isSilent) return end(connection);
      }
      return false;
    },
    endIdle() {
      let busy = 0;
      for (const connection of connections) {
        if (connection.isIdle) return end(connection);
        busy += 1;
        if (busy === MAX_LOOKED_AT) break;
      }
      return false;
    },
    all: () => connections,
  };
}
