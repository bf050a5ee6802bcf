import { PassThrough } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Alarm, Clock } from "../ports.ts";
import type { AnswerOptions } from "../services/ai/answering.ts";
import { onClientGone } from "./client-gone.ts";
import { withoutMarkup } from "./hooks/harmless-text.ts";
import { EVENT_STREAM_HEADERS, sendHeartbeats } from "./server-sent-events.ts";

/** What a stream of one answer needs to know. */
export interface StreamedAnswer {
  readonly capability: string;
  /** Works out what the same request without streaming would get. */
  readonly answer: (
    options: Required<Omit<AnswerOptions, "isAhead">>,
  ) => Promise<object | undefined>;
}

export interface EventStreamParts {
  /** Who is asked; the answer says who spoke in the end. */
  readonly source: "model" | "template";
  readonly clock: Clock;
  readonly after: Alarm;
  /** An instant as the answer to a person would write it. */
  readonly timeOf: (userId: string, ms: number) => string;
}

/** Whether a client reads along: it accepts an event stream, and named it. */
export function wantsEventStream({ headers }: FastifyRequest): boolean {
  return /\btext\/event-stream\b/.test(headers.accept ?? "");
}

/**
 * Answers by server-sent events: `meta`, then `text` for each checked text, `reset` when all texts before it are void, and
 * last, always, `answer` with the whole answer. A stream without `answer` was cut. The stream begins when the question has
 * been found valid.
 *
 * @throws what the answer throws before that
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
  // The client left before its answer: nobody needs it unless others wait for the same.
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
          // As the route's own serialiser writes it.
          send("answer", String(reply.serializeInput({ ...whole }, "200")));
        },
        (error: unknown) => {
          // Without `answer` the client knows that it was cut; the log knows why.
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
