import type { PassThrough } from "node:stream";
import type { Alarm } from "../ports.ts";

/** Headers of a stream of server-sent events; the last one has nginx pass each event on at once. */
export const EVENT_STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
} as const;

/** A proxy closes a connection on which nothing is said for long. */
const HEARTBEAT_MS = 10_000;

/**
 * Says at intervals that the stream is still open; a client that does not read is not told.
 *
 * @returns ends it
 */
export function sendHeartbeats(stream: PassThrough, after: Alarm): () => void {
  let stop = () => {};
  const next = () => {
    stop = after(HEARTBEAT_MS, () => {
      if (stream.writable && !stream.writableNeedDrain) stream.write(": still here\n\n");
      next();
    });
  };
  next();
  return () => stop();
}
