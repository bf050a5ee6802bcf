import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { validationError } from "../../errors.ts";
import {
  ExpandInput,
  Expansion,
  ExpansionRefused,
  NextSession,
  NextSessionQuery,
} from "../../schemas/ai-suggestions.ts";
import { readExpandQuestion } from "../../services/ai/capabilities/expand-suggestion.ts";
import { addNoStore } from "../hooks/no-store.ts";
import { PROBLEM_TYPE, problemDocument } from "../hooks/problem.ts";
import {
  type AiAnswerOptions,
  answerOrStream,
  callerOf,
  NO_MODEL,
  STREAMS,
  withoutBody,
} from "./ai-caller.ts";

const tags = ["Texts"];

/** Suggestions what to do next, with details. */
export const aiSuggestionRoutes: FastifyPluginAsyncTypebox<AiAnswerOptions> = async (
  app,
  options,
) => {
  const { aiService } = options;
  addNoStore(app);

  app.get(
    "/api/ai/next-session-suggestion",
    {
      schema: {
        operationId: "suggestNextSession",
        tags,
        summary: "What to do in the next session?",
        description: NO_MODEL,
        querystring: NextSessionQuery,
        response: { 200: NextSession },
      },
    },
    async (request, reply) =>
      aiService.nextSession(callerOf(request, reply, options), request.query),
  );

  app.post(
    "/api/ai/expand-suggestion",
    {
      schema: {
        operationId: "expandSuggestion",
        tags,
        summary: "More about a suggestion",
        description: `${NO_MODEL} ${STREAMS}`,
        body: ExpandInput,
        response: { 200: Expansion, 400: ExpansionRefused },
      },
      preValidation: withoutBody,
    },
    async (request, reply) => {
      if (readExpandQuestion(request.body) !== undefined) {
        return answerOrStream(request, reply, options, "expand_suggestion", (caller) =>
          aiService.expandSuggestion(caller, request.body),
        );
      }
      const error = validationError([{ field: "suggestion.topic", code: "required" }]);
      const problem = JSON.parse(problemDocument(error, request.context));
      return reply
        .code(400)
        .type(PROBLEM_TYPE)
        .send({ ...problem, answer: "", confidence: 0 });
    },
  );
};
