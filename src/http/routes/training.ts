import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { TrainingReport } from "../../schemas/training.ts";
import type { TrainingService } from "../../services/training/training-service.ts";

export interface TrainingOptions {
  readonly trainingService: TrainingService;
}

export const trainingRoutes: FastifyPluginAsyncTypebox<TrainingOptions> = async (
  app,
  { trainingService },
) => {
  app.post(
    "/api/train",
    {
      config: { predictionType: "training" },
      schema: {
        operationId: "train",
        tags: ["Models"],
        summary: "Learn the whole history afresh",
        description:
          "Never needed: every session is learned when it is stored. It reads all sessions again, says whether the result is the same, and replaces what was kept.",
        response: { 200: TrainingReport },
      },
    },
    ({ userId, locale }) => trainingService.train(userId, locale),
  );
};
