import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { TRACK_RECORD_DAYS, TrackRecord, TrackRecordQuery } from "../../schemas/track-record.ts";
import type { TrackRecordService } from "../../services/track-record/track-record-service.ts";

export interface TrackRecordOptions {
  readonly trackRecordService: TrackRecordService;
}

export const trackRecordRoutes: FastifyPluginAsyncTypebox<TrackRecordOptions> = async (
  app,
  { trackRecordService },
) => {
  app.get(
    "/api/track-record",
    {
      config: {
        predictionType: "track_record",
        cache: { ttlMs: 3_600_000, staleMs: 600_000, bucket: "day", shared: true },
      },
      schema: {
        operationId: "trackRecord",
        tags: ["Models"],
        summary: "How good were the forecasts?",
        description:
          "What this person was told on the mornings of the last days beside what came: how often the count lay in its interval, and how far off it was, beside always saying that weekday's mean. Nothing is claimed below 30 scored days.",
        querystring: TrackRecordQuery,
        response: { 200: TrackRecord },
      },
    },
    async ({ userId, query, locale }) =>
      trackRecordService.trackRecord(userId, query.days ?? TRACK_RECORD_DAYS, locale),
  );
};
