import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { ServiceError } from "../../errors.ts";

export interface BodyLimits {
  /** In each of these a body must bring its least, or its end. */
  readonly windowMs: number;
  readonly minBytesPerWindow: number;
  /** A body that is not streamed into the database must have come by then. */
  readonly maxMs: number;
}

/** A kilobyte in a second is what a mobile phone at the edge of its network still has. */
export const BODY_LIMITS: BodyLimits = {
  windowMs: 10_000,
  minBytesPerWindow: 10_240,
  maxMs: 60_000,
};

interface Watched {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** node:http takes the socket from a request that was broken off. */
  readonly socket: IncomingMessage["socket"];
  readonly isLong: boolean;
  sinceMs: number;
  bytes: number;
  readonly endsMs: number;
}

/**
 * Ends requests whose bodies come too slowly, with 408. Each holds a connection and what has come so far, and a client
 * pays next to nothing for that.
 *
 * @param isLong whether a request may take as long as it needs, as long as it keeps coming
 */
export function watchBodies(
  isLong: (request: IncomingMessage) => boolean,
  limits: BodyLimits = BODY_LIMITS,
): (handler: RequestListener) => RequestListener {
  const watched = new Set<Watched>();
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
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
    // The framework answers a failing body with a problem document; nobody does when it is not read.
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
      timer ??= setInterval(look, limits.windowMs / 10).unref();
    }
    handler(request, response);
  };
}

/** Whether a body follows; most of them have come with the head, which is known at the end of this turn only. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers["content-length"];
  return headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0");
}

function isLate(each: Watched, nowMs: number, limits: BodyLimits): boolean {
  if (!each.isLong && nowMs > each.endsMs) return true;
  if (nowMs - each.sinceMs < limits.windowMs) return false;
  const { bytesRead } = each.socket;
  // What waits for us, and not for its client, is not late.
  const isPaused = each.request.readableLength >= each.request.readableHighWaterMark;
  const isSlow = bytesRead - each.bytes < limits.minBytesPerWindow && !isPaused;
  each.sinceMs = nowMs;
  each.bytes = bytesRead;
  return isSlow;
}
