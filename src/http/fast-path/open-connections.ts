import { type ConnectionLimit, MAX_EXAMINED } from "../overload/connection-limit.ts";
import type { Connection } from "./connection.ts";

/** The connections that the fast path reads. */
export interface OpenConnections {
  add(connection: Connection): void;
  forget(connection: Connection): void;
  /** Marks the connection as most recently used. */
  noteUse(connection: Connection): void;
  /** Ends a connection that has sent nothing yet. Returns whether there was one. */
  endSilent(): boolean;
  /** Ends the least recently used idle connection. Returns whether there was one. */
  endIdle(): boolean;
  all(): Iterable<Connection>;
}

/** @param limit connections are not limited when absent */
export function createOpenConnections(limit: ConnectionLimit | undefined): OpenConnections {
  /** Least recently used first; the order is kept only above half of the limit. */
  const connections = new Set<Connection>();
  /** Connections that had sent nothing when they were last examined. */
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
        if (busy === MAX_EXAMINED) break;
      }
      return false;
    },
    all: () => connections,
  };
}
