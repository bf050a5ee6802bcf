import type { PassThrough } from "node:stream";
import type { Alarm } from "../ports.ts";

/** Headers of a stream of server-sent events. The last one turns off nginx's buffering. */
export const EVENT_STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
} as const;

/** Proxies close idle connections, so an open stream sends something this often. */
export const HEARTBEAT_MS = 10_000;

/** A comment, which clients skip. */
export const HEARTBEAT = ": still here\n\n";

/**
 * Sends comments at intervals to keep the stream open. A client that does not read gets none.
 *
 * @returns stops the heartbeats
 */
export function sendHeartbeats(stream: PassThrough, after: Alarm): () => void {
  let stop = () => {};
  const next = () => {
    stop = after(HEARTBEAT_MS, () => {
      if (stream.writable && !stream.writableNeedDrain) stream.write(HEARTBEAT);
      next();
    });
  };
  next();
  return () => stop();
}
