import assert from "node:assert/strict";
import type { RequestListener, ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { FastPathHandler } from "../../src/http/fast-path/fast-path.ts";
import type { ReadyAnswer } from "../../src/http/response-cache/ready-answer.ts";
import { type EchoServer, echo, echoCachedHandler } from "./echo-server.ts";
import { RawConnection } from "./raw-connection.ts";

/** A ready answer with this body. */
export function answerOf(body: string): ReadyAnswer {
  const headers = ["content-length", String(body.length)];
  return { status: 200, constants: [], headers, body };
}

/** Answers `/made` when the test says so, and knows what the echo's cached handler knows. */
export function slowCachedHandler() {
  const asked = Promise.withResolvers<void>();
  const made = Promise.withResolvers<ReadyAnswer | undefined>();
  const cachedHandler: FastPathHandler = {
    ...echoCachedHandler,
    canMake: (request) => request.url === "/made" || echoCachedHandler.canMake(request),
    make(request, cameMs) {
      if (request.url !== "/made") return echoCachedHandler.make(request, cameMs);
      asked.resolve();
      return made.promise;
    },
  };
  return { cachedHandler, asked: asked.promise, make: made.resolve };
}

/** Keeps answers to `/slow` back. */
export function slowHandler() {
  const asked = Promise.withResolvers<ServerResponse>();
  const handler: RequestListener = (request, response) => {
    if (request.url === "/slow") asked.resolve(response);
    else echo(request, response);
  };
  return { handler, asked: asked.promise };
}

/** A client, and the server's socket of its connection. */
export async function connectedTo({ port, sockets }: EchoServer) {
  const client = await RawConnection.open(port);
  const { localPort } = client.socket;
  const isIts = () => sockets.some(({ remotePort }) => remotePort === localPort);
  while (!isIts()) await nextTurn();
  const socket = sockets.find(({ remotePort }) => remotePort === localPort);
  assert.ok(socket !== undefined);
  return { client, socket };
}
