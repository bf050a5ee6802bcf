import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Patterns, PatternsInput } from "../../schemas/patterns.ts";
import type { PatternService } from "../../services/patterns/pattern-service.ts";
import { optionalBody } from "../hooks/optional-body.ts";

export interface PatternOptions {
  readonly patternService: PatternService;
}

export const patternRoutes: FastifyPluginAsyncTypebox<PatternOptions> = async (
  app,
  { patternService },
) => {
  app.post(
    "/api/ai/analyze-patterns",
    {
      config: { scope: "read", predictionType: "patterns" },
      schema: {
        operationId: "analyzePatterns",
        tags: ["Analysis"],
        summary: "Which hours and weekdays go well?",
        description:
          "From figures in the body, or, where it has none, from the person's own sessions. No language model is involved.",
        body: PatternsInput,
        response: { 200: Patterns },
      },
      preValidation: optionalBody,
    },
    async ({ userId, body, locale }) => patternService.analyze(userId, body, locale),
  );
};
