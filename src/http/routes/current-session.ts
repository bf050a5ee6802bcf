import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { ServiceError } from "../../errors.ts";
import {
  CurrentSessionBody,
  CurrentSessionInput,
  FinishInput,
} from "../../schemas/current-session.ts";
import { IdempotencyHeaders, SessionBody } from "../../schemas/sessions.ts";
import type { CurrentSessionService } from "../../sessions/current-session-service.ts";
import type { IdempotencyService } from "../../sessions/idempotency-service.ts";
import { repeatable, sendOutcome } from "../repeatable.ts";

export interface CurrentSessionOptions {
  readonly currentSessionService: CurrentSessionService;
  readonly idempotencyService: IdempotencyService;
}

const tags = ["Sessions"];

/** The running session: begun on one device, it is visible on all and can be ended on any. */
export const currentSessionRoutes: FastifyPluginAsyncTypebox<CurrentSessionOptions> = async (
  app,
  { currentSessionService, idempotencyService },
) => {
  app.get(
    "/api/sessions/current",
    {
      schema: {
        operationId: "getCurrentSession",
        tags,
        summary: "What is being worked on?",
        description:
          "404 `no_current_session` when nothing is. `GET /api/events` tells when that changes.",
        response: { 200: CurrentSessionBody },
      },
    },
    async ({ userId }) => {
      const current = await currentSessionService.find(userId);
      if (current === undefined) throw new ServiceError("no_current_session");
      return current;
    },
  );

  app.put(
    "/api/sessions/current",
    {
      schema: {
        operationId: "startSession",
        tags,
        summary: "Begin a session, or describe the current one anew",
        description:
          "201 when it begins. Without an `id`, or with that of the current one: 200, and its start stays unless one is given. With another `id` while one is going on: 409 `session_running`.",
        body: CurrentSessionInput,
        response: { 200: CurrentSessionBody, 201: CurrentSessionBody },
      },
    },
    async ({ userId, body }, reply) => {
      const { isNew, current } = await currentSessionService.start(userId, body);
      return reply.code(isNew ? 201 : 200).send(current);
    },
  );

  app.delete(
    "/api/sessions/current",
    {
      schema: {
        operationId: "dropCurrentSession",
        tags,
        summary: "Forget the current session as if it had not begun",
        description:
          "Nothing is stored. One that was given up is ended with `completed: false`: models learn from it.",
        response: { 204: Type.Null({ description: "there is none now" }) },
      },
    },
    async ({ userId }, reply) => {
      await currentSessionService.drop(userId);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/sessions/current/finish",
    {
      schema: {
        operationId: "finishSession",
        tags,
        summary: "End the current session and store it",
        description:
          "201 with the stored session, which has the same `id`. Sent again with that `id`: 200 and the same session.",
        headers: IdempotencyHeaders,
        body: FinishInput,
        response: { 200: SessionBody, 201: SessionBody },
      },
    },
    async (request, reply) => {
      const { userId, body, locale: language } = request;
      const finish = await currentSessionService.finisherFor(userId);
      const outcome = await idempotencyService.once(repeatable(request), async (transaction) => {
        const { status, session } = await finish(transaction, body);
        if (status === "unchanged") return { status: 200, language, body: session };
        const location = `/api/sessions/${session.id}`;
        return { status: 201, language, location, body: session };
      });
      return sendOutcome(reply, outcome);
    },
  );
};
