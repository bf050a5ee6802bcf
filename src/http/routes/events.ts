import type { Readable } from "node:stream";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { ServiceError } from "../../errors.ts";
import { beginStream } from "../begin-stream.ts";
import { createLiveStreams, type LiveStreamParts } from "../live-streams.ts";

/** Open streams per process. A stream takes 20 to 45 kB of memory (`benchmarks/speed/events.ts`). */
const MAX_STREAMS = 5000;

const EventText = Type.Unsafe<Readable>({
  type: "string",
  description:
    '`event: data` with the version as `id` and `{"version": …}` as data: at once, and whenever this person\'s data has changed. Lines that begin with a colon are heartbeats.',
});

const DataVersion = Type.Object(
  { version: Type.Integer({ minimum: 0, description: "raised by every change, never lowered" }) },
  { additionalProperties: false },
);

const Headers = Type.Object({
  "last-event-id": Type.Optional(
    Type.String({ description: "the version that the client knows: it is not told again" }),
  ),
});

/** Data versions, to which pages and timers subscribe. */
export const eventRoutes: FastifyPluginAsyncTypebox<LiveStreamParts> = async (
  app,
  { versionWatch, after },
) => {
  const streams = createLiveStreams({ versionWatch, after });
  // A stream ends only when its client disconnects, so open streams would keep the server from closing.
  app.addHook("preClose", async () => streams.close());

  const schema = {
    operationId: "followEvents",
    tags: ["Sessions"],
    summary: "Be told when something has changed",
    description:
      "Server-sent events. A change by any program is told within a second; changes that follow one another quickly are told as one. A client that comes back with `Last-Event-ID` is told what it missed as one event. What has changed is asked for at the other routes. A client that accepts JSON and no event stream is told the version now, once.",
    headers: Headers,
    response: {
      200: {
        description: "the versions as they come, or the version now",
        content: {
          "text/event-stream": { schema: EventText },
          "application/json": { schema: DataVersion },
        },
      },
    },
  } as const;

  async function follow(request: FastifyRequest, reply: FastifyReply) {
    if (!wantsStream(request.headers.accept)) {
      reply.header("cache-control", "no-store");
      return { version: await versionWatch.current(request.userId) };
    }
    if (versionWatch.subscribers >= MAX_STREAMS) throw new ServiceError("overloaded");
    streams.open(beginStream(request, reply), {
      userId: request.userId,
      known: knownVersion(request.headers["last-event-id"]),
    });
    return reply;
  }

  app.get("/api/events", { exposeHeadRoute: false, schema }, follow);
  // The pages authenticate with their cookie.
  const config = { takesCookie: true };
  const hidden = { ...schema, hide: true };
  app.get("/ui/events", { exposeHeadRoute: false, config, schema: hidden }, follow);
};

/** Whether the client accepts an event stream; false only when it names JSON and no event stream. */
function wantsStream(accept = ""): boolean {
  return /\btext\/event-stream\b/.test(accept) || !/\bapplication\/json\b/.test(accept);
}

/** The version that the client has, by its `Last-Event-ID`. */
function knownVersion(id: string | string[] | undefined): number | undefined {
  return typeof id === "string" && id !== "" ? Number(id) : undefined;
}
