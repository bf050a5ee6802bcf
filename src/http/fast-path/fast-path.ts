import type { RequestListener, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Clock } from "../../ports.ts";
import type { Admit } from "../overload/admission-control.ts";
import type { ConnectionLimit } from "../overload/connection-limit.ts";
import type { CachedHandler } from "../response-cache/cached-handler.ts";
import type { ReadyAnswer } from "../response-cache/ready-answer.ts";
import { createWriteBatch } from "../write-batch.ts";
import { createAcceptBurst } from "./accept-burst.ts";
import { answerWriter } from "./answer-bytes.ts";
import { BufferedRequest } from "./buffered-request.ts";
import { Connection, type ConnectionParts, type PendingText } from "./connection.ts";
import { createOpenConnections } from "./open-connections.ts";

export interface FastPath {
  /** Takes over the server's connections. */
  open(server: Server): void;
  /** Wraps a listener of node:http, to learn when the requests that cross a bridge are answered. */
  trackRequests(handler: RequestListener): RequestListener;
  /** Makes all connections forget their last requests. */
  forgetRequests(): void;
  /** Ends idle connections now, and busy ones after their answers. */
  close(): void;
}

/** The part of the cached handler that the fast path uses. */
export type FastPathHandler = Pick<CachedHandler, "find" | "canMake" | "make">;

export interface FastPathParts {
  readonly cachedHandler: FastPathHandler;
  readonly admit: Admit;
  readonly clock: Clock;
  /** Connections are not limited when absent. */
  readonly limit?: ConnectionLimit | undefined;
  /** Passes all connections to node:http when false. */
  readonly isOn?: boolean;
}

/** A connection outlives its announced keep-alive time by this, for a request that is on its way. */
const ON_ITS_WAY_MS = 1000;

/**
 * Answers cached requests straight from the connection's bytes. node:http creates about a dozen objects per request and
 * validates every header of an answer; with hundreds of connections that was two fifths of an answer's cost
 * (`benchmarks/speed/fast-path.ts`). All other requests pass to node:http unchanged: `tests/e2e/fast-path.test.ts`
 * sends the same bytes both ways.
 */
export function createFastPath(parts: FastPathParts): FastPath {
  const { cachedHandler, admit, clock, limit, isOn = true } = parts;
  const connections = createOpenConnections(limit);
  const owners = new WeakMap<object, Connection>();
  const batch = createWriteBatch<PendingText>(({ connection, text }) => connection.send(text));
  const burst = createAcceptBurst<Connection>(clock, (connection) => connection.takeDeferred());
  let isClosing = false;

  function partsFor(server: Server): ConnectionParts {
    const nodeListeners = server.listeners("connection");
    const keepAlive = `timeout=${Math.floor(server.keepAliveTimeout / 1000)}`;
    const writeOne = answerWriter(["connection", "keep-alive", "keep-alive", keepAlive]);
    const writeLast = answerWriter(["connection", "close"]);
    const write = (answer: ReadyAnswer) =>
      (isClosing || answer.isLast === true ? writeLast : writeOne)(answer, clock.now());
    const requestParts = { cachedHandler, write };
    return {
      find(request) {
        const answer = cachedHandler.find(request);
        return answer && write(answer);
      },
      canMake: cachedHandler.canMake,
      make(request, bytes, connection) {
        admit(request, new BufferedRequest(connection, bytes, requestParts));
      },
      send: batch.add,
      flush: batch.flush,
      giveToNode(stream: Duplex, owner?: Connection) {
        if (owner === undefined) limit?.trackNodeConnection(stream);
        else owners.set(stream, owner);
        for (const listener of nodeListeners) Reflect.apply(listener, server, [stream]);
      },
      forget: connections.forget,
      noteUse: connections.noteUse,
      isAccepting: burst.isOn,
      defer: burst.afterwards,
      isClosing: () => isClosing,
      firstRequestMs: server.headersTimeout,
      lateRequestMs: ON_ITS_WAY_MS,
      keepAliveMs: server.keepAliveTimeout + ON_ITS_WAY_MS,
    };
  }

  return {
    open(server) {
      const ofServer = partsFor(server);
      server.removeAllListeners("connection");
      server.on("connection", (socket) => {
        if (limit?.admit(socket, connections.endSilent, connections.endIdle) === false) return;
        if (!isOn) {
          ofServer.giveToNode(socket);
          return;
        }
        burst.noteAccepted();
        const connection = new Connection(socket, ofServer);
        connections.add(connection);
      });
      // node:http does not know the connections of the fast path.
      const cutNodes = server.closeAllConnections;
      server.closeAllConnections = () => {
        Reflect.apply(cutNodes, server, []);
        for (const connection of connections.all()) connection.cut();
      };
    },
    trackRequests: (handler) => (request, response) => {
      const owner = owners.get(request.socket);
      if (owner !== undefined) response.once("close", () => owner.settle());
      limit?.trackRequest(request, response);
      handler(request, response);
    },
    forgetRequests() {
      for (const connection of connections.all()) connection.forgetRequest();
    },
    close() {
      isClosing = true;
      for (const connection of connections.all()) connection.close();
    },
  };
}
