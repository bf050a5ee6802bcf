import { hash } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { CalendarQuery } from "../../schemas/calendar.ts";
import type { CalendarService } from "../../services/calendar/calendar-service.ts";
import { clientHas } from "../response-cache/cache-headers.ts";

export interface CalendarOptions {
  readonly calendarService: CalendarService;
}

/** A text that is sent as a stream. */
const CalendarText = Type.Unsafe<Readable>({ type: "string" });

/** Calendars to which other calendar programs subscribe. */
export const calendarRoutes: FastifyPluginAsyncTypebox<CalendarOptions> = async (
  app,
  { calendarService },
) => {
  app.get(
    "/api/calendar.ics",
    {
      config: { hasKeyInAddress: true },
      schema: {
        operationId: "followCalendar",
        tags: ["Sessions"],
        summary: "A calendar to subscribe to",
        description:
          "The completed sessions as RFC 5545, and with `plan=true` what is planned for the coming days. Where keys are asked for, one that may only read can be part of the address, because calendars send no headers.",
        querystring: CalendarQuery,
        response: {
          200: {
            description: "the calendar, as it is read",
            content: { "text/calendar": { schema: CalendarText } },
          },
          304: { description: "the client has it", type: "null" },
        },
      },
    },
    async ({ userId, locale, query, headers }, reply) => {
      const request = { userId, locale, hasPlan: query.plan };
      const version = await calendarService.versionOf(request);
      const digest = hash("sha256", `${userId} ${version}`, "base64url");
      const etag = `"${digest.slice(0, 22)}"`;
      reply.header("etag", etag);
      reply.header("cache-control", "private, no-cache");
      if (clientHas(headers["if-none-match"], etag)) return reply.code(304).send(null);
      reply.header("content-type", "text/calendar; charset=utf-8");
      return Readable.from(calendarService.write(request), { objectMode: false });
    },
  );
};
