import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  WellnessBody,
  WellnessInput,
  WellnessList,
  WellnessListQuery,
  WellnessParams,
} from "../../schemas/wellness.ts";
import type { WellnessService } from "../../services/wellness/wellness-service.ts";

export interface WellnessOptions {
  readonly wellnessService: WellnessService;
}

const tags = ["Wellness"];

export const wellnessRoutes: FastifyPluginAsyncTypebox<WellnessOptions> = async (
  app,
  { wellnessService },
) => {
  app.put(
    "/api/wellness/:date",
    {
      schema: {
        operationId: "putWellness",
        tags,
        summary: "Store how a day feels",
        description:
          "201 for the day's first check-in, 200 when it replaces one. At most a day ahead.",
        params: WellnessParams,
        body: WellnessInput,
        response: { 200: WellnessBody, 201: WellnessBody },
      },
    },
    async ({ userId, params, body }, reply) => {
      const { status, checkin } = await wellnessService.put(userId, params.date, body);
      return reply.code(status === "created" ? 201 : 200).send(checkin);
    },
  );

  app.get(
    "/api/wellness/:date",
    {
      config: { cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "none", shared: false } },
      schema: {
        operationId: "getWellness",
        tags,
        summary: "Read the check-in of a day",
        params: WellnessParams,
        response: { 200: WellnessBody },
      },
    },
    ({ userId, params }) => wellnessService.get(userId, params.date),
  );

  app.get(
    "/api/wellness",
    {
      config: { cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "day", shared: false } },
      schema: {
        operationId: "listWellness",
        tags,
        summary: "List check-ins",
        description: "Days without a check-in are left out. At most 366 days at once.",
        querystring: WellnessListQuery,
        response: { 200: WellnessList },
      },
    },
    ({ userId, query }) => wellnessService.list(userId, query),
  );

  app.delete(
    "/api/wellness/:date",
    {
      schema: {
        operationId: "deleteWellness",
        tags,
        summary: "Delete the check-in of a day",
        params: WellnessParams,
        response: { 204: Type.Null({ description: "deleted" }) },
      },
    },
    async ({ userId, params }, reply) => {
      await wellnessService.delete(userId, params.date);
      return reply.code(204).send(null);
    },
  );
};
