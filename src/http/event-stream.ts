import { PassThrough } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Alarm, Clock } from "../ports.ts";
import type { WriteOptions } from "../services/ai/text-request.ts";

/** What a stream of one answer needs to know. */
export interface StreamedAnswer {
  readonly capability: string;
  /** Who is asked; the answer says who spoke in the end. */
  readonly source: "model" | "template";
  /** Works out what the same request without streaming would get. */
  readonly answer: (options: Required<WriteOptions>) => Promise<unknown>;
}

export interface EventStreamParts {
  readonly clock: Clock;
  readonly after: Alarm;
  /** An instant as the answer would write it. */
  readonly timeOf: (ms: number) => string;
}

/** A proxy closes a connection on which nothing is said for long. */
const HEARTBEAT_MS = 10_000;

/** Whether a client reads along: it accepts an event stream, and named it. */
export function wantsEventStream({ headers }: FastifyRequest): boolean {
  return /\btext\/event-stream\b/.test(headers.accept ?? "");
}

/**
 * Answers by server-sent events: `meta`, then `text` for each checked text, `reset` when all texts before it are void, and
 * last, always, `answer` with the whole answer. A stream without `answer` was cut.
 */
export function sendEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  { capability, source, answer }: StreamedAnswer,
  { clock, after, timeOf }: EventStreamParts,
): FastifyReply {
  const stream = new PassThrough();
  const left = new AbortController();
  const send = (event: string, data: unknown) => {
    if (stream.writable) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  let stopHeartbeat = () => {};
  const beat = () => {
    stopHeartbeat = after(HEARTBEAT_MS, () => {
      if (stream.writable) stream.write(": still here\n\n");
      beat();
    });
  };
  const end = () => {
    stopHeartbeat();
    stream.end();
  };
  // The client left before its answer: nobody needs it unless others wait for the same.
  const leave = () => {
    left.abort();
    end();
  };
  const { socket } = request.raw;
  // Who reads along keeps its side open; the end of that side is the first sign that it has gone.
  socket.once("end", leave).once("close", leave);

  beat();
  send("meta", { capability, source, generated_at: timeOf(clock.now()) });
  answer({
    signal: left.signal,
    onText: (text) => (text === undefined ? send("reset", {}) : send("text", text)),
  })
    .then(
      (whole) => send("answer", whole),
      // Without `answer` the client knows that it was cut; the log knows why.
      (error: unknown) => request.log.error(error),
    )
    .finally(() => {
      socket.off("end", leave).off("close", leave);
      end();
    });
  return reply
    .header("content-type", "text/event-stream; charset=utf-8")
    .header("cache-control", "no-store")
    .header("x-accel-buffering", "no")
    .send(stream);
}
