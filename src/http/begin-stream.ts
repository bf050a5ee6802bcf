import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { onClientGone } from "./client-gone.ts";
import { Bridge } from "./fast-path/bridge.ts";
import type { StreamTarget } from "./live-streams.ts";
import { EVENT_STREAM_HEADERS } from "./server-sent-events.ts";
import { STREAM_BEGUN } from "./stream-begun.ts";

/**
 * Sends the head of an answer without end. Behind a bridge, node:http and the framework finish the request then, so that
 * a stream keeps none of their objects, and the request log has its line at once.
 *
 * @returns the destination of the rest of the answer; it ends when the client disconnects
 */
export function beginStream(request: FastifyRequest, reply: FastifyReply): StreamTarget {
  const { raw } = reply.hijack();
  for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...EVENT_STREAM_HEADERS })) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  const connection: unknown = request.raw.socket;
  if (connection instanceof Bridge) return handOut(connection, raw);
  raw.flushHeaders();
  raw.emit(STREAM_BEGUN);
  onClientGone(request, () => raw.end());
  return raw;
}

function handOut(bridge: Bridge, raw: ServerResponse): StreamTarget {
  const socket = bridge.handOut();
  // A body without chunks or length ends with the connection (RFC 9112, 6.3).
  raw.removeHeader("transfer-encoding");
  raw.flushHeaders();
  raw.end();
  return socket.once("end", () => socket.end());
}
