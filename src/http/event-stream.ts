import { PassThrough } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Alarm, Clock } from "../ports.ts";
import type { AnswerOptions } from "../services/ai/answering.ts";
import { onClientGone } from "./client-gone.ts";
import { withoutMarkup } from "./hooks/harmless-text.ts";
import { EVENT_STREAM_HEADERS, sendHeartbeats } from "./server-sent-events.ts";

/** One answer that is streamed. */
export interface StreamedAnswer {
  readonly capability: string;
  /** Makes the same answer as a request without streaming. */
  readonly answer: (
    options: Required<Omit<AnswerOptions, "isAhead">>,
  ) => Promise<object | undefined>;
}

export interface EventStreamParts {
  /** The intended source of the texts. The answer names the actual one. */
  readonly source: "model" | "template";
  readonly clock: Clock;
  readonly after: Alarm;
  /** Formats an instant in the person's time zone. */
  readonly timeOf: (userId: string, ms: number) => string;
}

/** Whether the client accepts an event stream explicitly, not by a wildcard. */
export function wantsEventStream({ headers }: FastifyRequest): boolean {
  return /\btext\/event-stream\b/.test(headers.accept ?? "");
}

/**
 * Answers with server-sent events: first `meta`, then `text` for each checked text, `reset` when all previous texts are
 * void, and finally `answer` with the whole answer. A stream that ends without `answer` is incomplete. The stream begins
 * once the request is validated.
 *
 * @throws any error of the answer before the stream begins
 */
export function sendEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  { capability, answer }: StreamedAnswer,
  { source, clock, after, timeOf }: EventStreamParts,
): Promise<void> {
  const stream = new PassThrough();
  const left = new AbortController();
  const send = (event: string, json: string) => {
    if (stream.writable) stream.write(`event: ${event}\ndata: ${withoutMarkup(json)}\n\n`);
  };
  let stopHeartbeats = () => {};
  const end = () => {
    stopHeartbeats();
    stream.end();
  };
  // After a disconnect the answer is needed only if other requests wait for it.
  const stopWatching = onClientGone(request, () => {
    left.abort();
    end();
  });

  return new Promise((resolve, reject) => {
    let hasBegun = false;
    const begin = () => {
      if (hasBegun) return;
      hasBegun = true;
      stopHeartbeats = sendHeartbeats(stream, after);
      const generated_at = timeOf(request.userId, clock.now());
      send("meta", JSON.stringify({ capability, source, generated_at }));
      reply.headers(EVENT_STREAM_HEADERS);
      reply.send(stream);
      resolve();
    };
    answer({
      signal: left.signal,
      onBegin: begin,
      onText: (text) =>
        text === undefined ? send("reset", "{}") : send("text", JSON.stringify(text)),
    })
      .then(
        (whole) => {
          begin();
          // The route's own serializer keeps both forms of the answer equal.
          send("answer", String(reply.serializeInput({ ...whole }, "200")));
        },
        (error: unknown) => {
          // The client recognises the failure by the missing `answer`; the log holds the reason.
          if (hasBegun) request.log.error(error);
          else reject(error);
        },
      )
      .finally(() => {
        stopWatching();
        end();
      });
  });
}
