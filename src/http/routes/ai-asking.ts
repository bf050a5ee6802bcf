import type { FastifyReply, FastifyRequest } from "fastify";
import type { TextCapability } from "../../domain/text-capability.ts";
import type { AiService } from "../../services/ai/ai-service.ts";
import type { AnswerOptions, Asking } from "../../services/ai/answering.ts";
import { goneSignal } from "../client-gone.ts";
import { type EventStreamParts, sendEventStream, wantsEventStream } from "../event-stream.ts";

export interface AiAnswerOptions {
  readonly aiService: AiService;
  readonly eventStream: EventStreamParts;
}

/** What the description of a route says whose numbers are those of the models. */
export const NO_MODEL_NUMBERS =
  "Numbers are those of the other routes; without a language model, templates word the answer.";

/** The same of a route that has no numbers. */
export const NO_MODEL = "Without a language model, templates word the answer.";

/** What the description of a route says that can stream. */
export const STREAMS =
  "With `Accept: text/event-stream`, the answer comes as events: `meta`, a `text` for each text that is checked, `reset` when those before it are void, and last, always, `answer` with the whole.";

/** Who asks, for the services that word answers. While a model is asked, a client that leaves is noted. */
export function askingOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { eventStream }: Pick<AiAnswerOptions, "eventStream">,
): Asking {
  const { userId, locale } = request;
  if (eventStream.source === "template") return { userId, locale };
  return { userId, locale, options: { signal: goneSignal(request, reply) } };
}

/** Answers as a whole, or text by text to a client that reads along. */
export async function answerOrStream<Body extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  options: Pick<AiAnswerOptions, "eventStream">,
  capability: TextCapability,
  answer: (asking: Asking) => Promise<Body | undefined>,
): Promise<Body | undefined> {
  if (!wantsEventStream(request)) return answer(askingOf(request, reply, options));
  const { userId, locale } = request;
  const streamed = {
    capability,
    answer: (followed: AnswerOptions) => answer({ userId, locale, options: followed }),
  };
  await sendEventStream(request, reply, streamed, options.eventStream);
  // Until it has been sent: a handler that ends before answers by itself.
  return reply;
}

/** The simplest call has no body at all. */
export async function withoutBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}
