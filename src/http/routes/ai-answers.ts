import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { TextCapability } from "../../domain/text-capability.ts";
import {
  BriefingBody,
  BriefingQuery,
  EveningReview,
  IntegratedInsight,
  MorningBriefing,
} from "../../schemas/ai-day.ts";
import {
  AnomalyAnalysis,
  LoadAnalysis,
  QualityAnalysis,
  QualityAnalysisInput,
  QualityAnalysisQuery,
  ScheduleAnalysis,
  ScheduleAnalysisQuery,
} from "../../schemas/ai-signals.ts";
import type { AiService, AnswerOptions, Asking } from "../../services/ai/ai-service.ts";
import { goneSignal } from "../client-gone.ts";
import { type EventStreamParts, sendEventStream, wantsEventStream } from "../event-stream.ts";
import { addNoStore } from "../hooks/no-store.ts";

export interface AiAnswerOptions {
  readonly aiService: AiService;
  readonly eventStream: EventStreamParts;
}

const tags = ["Texts"];
const NO_MODEL =
  "Numbers are those of the other routes; without a language model, templates word the answer.";

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

/** Days, load, anomalies, quality and schedule in words. */
export const aiAnswerRoutes: FastifyPluginAsyncTypebox<AiAnswerOptions> = async (app, options) => {
  const { aiService } = options;
  addNoStore(app);

  app.get(
    "/api/ai/morning-briefing",
    {
      schema: {
        operationId: "briefMorning",
        tags,
        summary: "What will the day be like, and how do I begin?",
        description: `${NO_MODEL} ${STREAMS}`,
        querystring: BriefingQuery,
        response: { 200: MorningBriefing },
      },
    },
    (request, reply) =>
      answerOrStream(request, reply, options, "morning_briefing", (asking) =>
        aiService.morningBriefing(asking, request.query.date),
      ),
  );

  app.post(
    "/api/ai/morning-briefing",
    {
      schema: {
        operationId: "briefMorningOf",
        tags,
        summary: "The briefing of a date",
        description: `\`insights\` has it in sentences. ${NO_MODEL} ${STREAMS}`,
        body: BriefingBody,
        response: { 200: MorningBriefing },
      },
      preValidation: withoutBody,
    },
    (request, reply) =>
      answerOrStream(request, reply, options, "morning_briefing", (asking) =>
        aiService.morningBriefing(asking, request.body.date),
      ),
  );

  app.get(
    "/api/ai/evening-review",
    {
      schema: {
        operationId: "reviewEvening",
        tags,
        summary: "How did the day go?",
        description: `Beside what was expected of it in the morning. ${NO_MODEL} ${STREAMS}`,
        response: { 200: EveningReview },
      },
    },
    (request, reply) =>
      answerOrStream(request, reply, options, "evening_review", aiService.eveningReview),
  );

  app.get(
    "/api/ai/integrated-insight",
    {
      schema: {
        operationId: "readInsight",
        tags,
        summary: "What matters most at the moment?",
        description: `Out of load, anomalies, schedule and trend; wellbeing comes first. ${NO_MODEL} ${STREAMS}`,
        response: { 200: IntegratedInsight },
      },
    },
    (request, reply) =>
      answerOrStream(request, reply, options, "integrated_insight", aiService.integratedInsight),
  );

  app.get(
    "/api/ai/analyze-burnout",
    {
      schema: {
        operationId: "explainLoad",
        tags,
        summary: "How heavy are the last days, in words?",
        description: `A signal about load and recovery; it says nothing about anybody's health. ${NO_MODEL}`,
        response: { 200: LoadAnalysis },
      },
    },
    async (request, reply) => aiService.analyzeBurnout(askingOf(request, reply, options)),
  );

  app.get(
    "/api/ai/analyze-anomalies",
    {
      schema: {
        operationId: "explainAnomalies",
        tags,
        summary: "What is out of the ordinary, in words?",
        description: NO_MODEL,
        response: { 200: AnomalyAnalysis },
      },
    },
    async (request, reply) => aiService.analyzeAnomalies(askingOf(request, reply, options)),
  );

  app.get(
    "/api/ai/analyze-quality",
    {
      schema: {
        operationId: "explainQuality",
        tags,
        summary: "How well will the next session go, in words?",
        description: NO_MODEL,
        querystring: QualityAnalysisQuery,
        response: { 200: QualityAnalysis },
      },
    },
    async (request, reply) =>
      aiService.analyzeQuality(askingOf(request, reply, options), request.query),
  );

  app.post(
    "/api/ai/analyze-quality",
    {
      schema: {
        operationId: "explainQualityOf",
        tags,
        summary: "The same, asked in a body or, as before, in the query",
        description: NO_MODEL,
        querystring: QualityAnalysisQuery,
        body: QualityAnalysisInput,
        response: { 200: QualityAnalysis },
      },
      preValidation: withoutBody,
    },
    async (request, reply) =>
      aiService.analyzeQuality(askingOf(request, reply, options), {
        ...request.query,
        ...request.body,
      }),
  );

  app.get(
    "/api/ai/optimal-schedule-ai",
    {
      schema: {
        operationId: "explainSchedule",
        tags,
        summary: "When to work on a day, in words?",
        description: NO_MODEL,
        querystring: ScheduleAnalysisQuery,
        response: { 200: ScheduleAnalysis },
      },
    },
    async (request, reply) =>
      aiService.optimalSchedule(askingOf(request, reply, options), request.query),
  );
};
