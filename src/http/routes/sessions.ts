import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  DeleteAllQuery,
  DeleteAllResult,
  SessionBody,
  SessionList,
  SessionListQuery,
  SessionParams,
  SessionPatch,
} from "../../schemas/sessions.ts";
import type { SessionService } from "../../sessions/session-service.ts";

export interface SessionsOptions {
  readonly sessionService: SessionService;
}

const tags = ["Sessions"];

/** Routes to read, change and delete stored sessions. */
export const sessionRoutes: FastifyPluginAsyncTypebox<SessionsOptions> = async (
  app,
  { sessionService },
) => {
  app.get(
    "/api/sessions",
    {
      config: { cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "none", shared: false } },
      schema: {
        operationId: "listSessions",
        tags,
        summary: "List sessions, newest first",
        description:
          "Pages stay right while sessions are written: nothing is shown twice or left out. Days are those on which sessions ended.",
        querystring: SessionListQuery,
        response: { 200: SessionList },
      },
    },
    ({ userId, query }) => sessionService.list(userId, query),
  );

  app.delete(
    "/api/sessions",
    {
      schema: {
        operationId: "deleteAllSessions",
        tags,
        summary: "Delete all sessions",
        description: "There is no way back; export first.",
        querystring: DeleteAllQuery,
        response: { 200: DeleteAllResult },
      },
    },
    async ({ userId }) => ({ deleted: await sessionService.deleteAll(userId) }),
  );

  app.get(
    "/api/sessions/:id",
    {
      config: { cache: { ttlMs: 300_000, staleMs: 60_000, bucket: "none", shared: false } },
      schema: {
        operationId: "getSession",
        tags,
        summary: "Read a session",
        params: SessionParams,
        response: { 200: SessionBody },
      },
    },
    ({ userId, params }) => sessionService.get(userId, params.id),
  );

  app.patch(
    "/api/sessions/:id",
    {
      schema: {
        operationId: "changeSession",
        tags,
        summary: "Change a session",
        params: SessionParams,
        body: SessionPatch,
        response: { 200: SessionBody },
      },
    },
    ({ userId, params, body }) => sessionService.change(userId, params.id, body),
  );

  app.delete(
    "/api/sessions/:id",
    {
      schema: {
        operationId: "deleteSession",
        tags,
        summary: "Delete a session",
        params: SessionParams,
        response: { 204: Type.Null({ description: "deleted" }) },
      },
    },
    async ({ userId, params }, reply) => {
      await sessionService.delete(userId, params.id);
      return reply.code(204).send(null);
    },
  );
};
