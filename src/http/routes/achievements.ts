import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { AchievementFocus } from "../../schemas/achievements.ts";
import type { AchievementService } from "../../services/achievements/achievement-service.ts";

export interface AchievementOptions {
  readonly achievementService: AchievementService;
}

export const achievementRoutes: FastifyPluginAsyncTypebox<AchievementOptions> = async (
  app,
  { achievementService },
) => {
  app.get(
    "/api/ai/achievement-focus",
    {
      config: { scope: "read", predictionType: "achievements" },
      schema: {
        operationId: "focusAchievement",
        tags: ["Analysis"],
        summary: "Which achievement is closest?",
        description:
          "From the web app's achievements where its database has them, otherwise from the person's own sessions. No language model is involved.",
        response: { 200: AchievementFocus },
      },
    },
    async ({ userId, locale }) => achievementService.focus(userId, locale),
  );
};
