import type { FastifyReply, FastifyRequest } from "fastify";
import type { TextCapability } from "../../domain/text-capability.ts";
import type { AiService } from "../../services/ai/ai-service.ts";
import type { AiCaller, AnswerOptions } from "../../services/ai/answering.ts";
import { goneSignal } from "../client-gone.ts";
import { type EventStreamParts, sendEventStream, wantsEventStream } from "../event-stream.ts";

export interface AiAnswerOptions {
  readonly aiService: AiService;
  readonly eventStream: EventStreamParts;
}

/** Description of a route whose numbers come from the models. */
export const NO_MODEL_NUMBERS =
  "Numbers are those of the other routes; without a language model, templates word the answer.";

/** Description of a route without numbers. */
export const NO_MODEL = "Without a language model, templates word the answer.";

/** Description of a route that can stream. */
export const STREAMS =
  "With `Accept: text/event-stream`, the answer comes as events: `meta`, a `text` for each text that is checked, `reset` when those before it are void, and last, always, `answer` with the whole.";

/** The caller as the AI services need it, with a signal that aborts when the client disconnects. */
export function callerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { eventStream }: Pick<AiAnswerOptions, "eventStream">,
): AiCaller {
  const { userId, locale } = request;
  if (eventStream.source === "template") return { userId, locale };
  return { userId, locale, options: { signal: goneSignal(request, reply) } };
}

/** Sends the answer as a whole, or as an event stream when the client accepts one. */
export async function answerOrStream<Body extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  options: Pick<AiAnswerOptions, "eventStream">,
  capability: TextCapability,
  answer: (caller: AiCaller) => Promise<Body | undefined>,
): Promise<Body | undefined> {
  if (!wantsEventStream(request)) return answer(callerOf(request, reply, options));
  const { userId, locale } = request;
  const streamed = {
    capability,
    answer: (followed: AnswerOptions) => answer({ userId, locale, options: followed }),
  };
  await sendEventStream(request, reply, streamed, options.eventStream);
  // A returned reply makes Fastify wait for it; without one Fastify would answer when this handler ends.
  return reply;
}

/** Accepts calls without a body. */
export async function withoutBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}
