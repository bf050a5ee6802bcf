import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { ServiceError } from "../../errors.ts";

export interface BodyLimits {
  /** The throughput of a body is measured over windows of this length. */
  readonly windowMs: number;
  /** A window with fewer bytes ends the request, unless the body is complete. */
  readonly minBytesPerWindow: number;
  /** Time for a whole body, unless it is streamed into the database. */
  readonly maxMs: number;
}

export const BODY_LIMITS: BodyLimits = {
  windowMs: 10_000,
  /** One kilobyte per second: the throughput of a mobile phone at the edge of its network. */
  minBytesPerWindow: 10_240,
  maxMs: 60_000,
};

interface Watched {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** node:http removes the socket from an aborted request, so it is kept here. */
  readonly socket: IncomingMessage["socket"];
  readonly isLong: boolean;
  sinceMs: number;
  bytes: number;
  readonly endsMs: number;
}

/**
 * Ends requests whose bodies arrive too slowly, with 408. A slow body occupies a connection and memory for what has
 * arrived, at almost no cost to the client (a slow POST attack).
 *
 * @param isLong whether a request has no limit of total time, only one of throughput
 */
export function watchBodies(
  isLong: (request: IncomingMessage) => boolean,
  limits: BodyLimits = BODY_LIMITS,
): (handler: RequestListener) => RequestListener {
  const watched = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;

  function check(): void {
    const nowMs = performance.now();
    for (const each of watched) {
      if (each.request.complete || each.request.destroyed) watched.delete(each);
      else if (isLate(each, nowMs, limits)) end(each);
    }
    if (watched.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function end(each: Watched): void {
    watched.delete(each);
    const { request, response } = each;
    // The framework answers a body that fails while it is read; a body without a reader has nobody to answer it.
    if (!response.headersSent && request.listenerCount("error") > 0) {
      request.emit("error", new ServiceError("request_timeout"));
    } else {
      request.destroy();
    }
  }

  return (handler) => (request, response) => {
    if (hasBody(request)) {
      const sinceMs = performance.now();
      const endsMs = sinceMs + limits.maxMs;
      const { socket } = request;
      const bytes = socket.bytesRead;
      const each = { request, response, socket, isLong: isLong(request), sinceMs, bytes, endsMs };
      watched.add(each);
      response.once("close", () => watched.delete(each));
      timer ??= setInterval(check, limits.windowMs / 10).unref();
    }
    handler(request, response);
  };
}

/**
 * Whether the request has a body. Most bodies arrive with the head, but node:http reports that only at the end of the
 * turn.
 */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers["content-length"];
  return headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0");
}

function isLate(each: Watched, nowMs: number, limits: BodyLimits): boolean {
  if (!each.isLong && nowMs > each.endsMs) return true;
  if (nowMs - each.sinceMs < limits.windowMs) return false;
  const { bytesRead } = each.socket;
  // A body that waits for its reader, not for the client, is not late.
  const isPaused = each.request.readableLength >= each.request.readableHighWaterMark;
  const isSlow = bytesRead - each.bytes < limits.minBytesPerWindow && !isPaused;
  each.sinceMs = nowMs;
  each.bytes = bytesRead;
  return isSlow;
}
