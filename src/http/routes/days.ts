import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { DayList, DaysQuery } from "../../schemas/days.ts";
import type { DayService } from "../../services/days/day-service.ts";

export interface DayOptions {
  readonly dayService: DayService;
}

export const dayRoutes: FastifyPluginAsyncTypebox<DayOptions> = async (app, { dayService }) => {
  app.get(
    "/api/days",
    {
      config: {
        predictionType: "days",
        cache: { ttlMs: 3_600_000, staleMs: 600_000, bucket: "day", shared: true },
      },
      schema: {
        operationId: "listDays",
        tags: ["Sessions"],
        summary: "What was done on each day?",
        description:
          "Completed and given-up sessions, minutes and mean rating of every day of a range, days as this person's are cut.",
        querystring: DaysQuery,
        response: { 200: DayList },
      },
    },
    ({ userId, query }) => dayService.list(userId, query),
  );
};
