import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Alarm } from "../ports.ts";
import type { VersionWatch } from "../services/events/version-watch.ts";
import { HEARTBEAT, HEARTBEAT_MS } from "./server-sent-events.ts";

/** The destination of a stream: the answer, or the bare connection after the head of the answer. */
export type StreamTarget = ServerResponse | Socket;

/** The data that a client follows. */
export interface Following {
  readonly userId: string;
  /** The version that the client already has, which is not sent again. */
  readonly known: number | undefined;
}

/** All open streams of versions. */
export interface LiveStreams {
  /** Sends the versions until the target closes. */
  open(target: StreamTarget, following: Following): void;
  /** Ends all streams, and those opened later. */
  close(): void;
}

export interface LiveStreamParts {
  readonly versionWatch: VersionWatch;
  readonly after: Alarm;
}

/** The delay before a disconnected client reconnects. */
const BEGINNING = "retry: 2000\n\n";

/** A stream of versions. It holds as little as possible: thousands are open for hours. */
class LiveStream {
  readonly #target: StreamTarget;
  readonly #known: number | undefined;
  /** The newest version, while the client does not read. */
  #waiting: number | undefined;

  constructor(target: StreamTarget, known: number | undefined) {
    this.#target = target;
    this.#known = known;
    this.#write(BEGINNING);
  }

  /** While the client does not read, only the newest version waits for it, so memory does not grow. */
  send(version: number): void {
    if (version === this.#known) return;
    if (this.#target.writableNeedDrain) this.#waiting = version;
    else this.#write(`event: data\nid: ${version}\ndata: {"version":${version}}\n\n`);
  }

  sendWaiting(): void {
    const version = this.#waiting;
    this.#waiting = undefined;
    if (version !== undefined) this.send(version);
  }

  /** A client that does not read gets no heartbeat. */
  beat(): void {
    if (!this.#target.writableNeedDrain) this.#write(HEARTBEAT);
  }

  /** Versions still arrive between the end of the stream and its close. */
  #write(text: string): void {
    if (this.#target.writable) this.#target.write(text);
  }

  end(): void {
    this.#target.end();
  }
}

/** Opens streams of versions. One alarm sends the heartbeats of all. */
export function createLiveStreams({ versionWatch, after }: LiveStreamParts): LiveStreams {
  const streams = new Set<LiveStream>();
  let stopBeats: (() => void) | undefined;
  let isClosed = false;

  function beat(): void {
    for (const stream of streams) stream.beat();
    stopBeats = after(HEARTBEAT_MS, beat);
  }

  function forget(stream: LiveStream): void {
    streams.delete(stream);
    if (streams.size > 0) return;
    stopBeats?.();
    stopBeats = undefined;
  }

  return {
    open(target, { userId, known }) {
      // The client may have disconnected while its credential was verified.
      if (isClosed || target.destroyed) {
        target.end();
        return;
      }
      const stream = new LiveStream(target, known);
      streams.add(stream);
      stopBeats ??= after(HEARTBEAT_MS, beat);
      const stop = versionWatch.subscribe(userId, (version) => stream.send(version));
      target.on("drain", () => stream.sendWaiting());
      target.once("close", () => {
        stop();
        forget(stream);
      });
    },
    close() {
      isClosed = true;
      for (const stream of streams) stream.end();
    },
  };
}
