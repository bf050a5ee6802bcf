import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { type TSchema, Type } from "typebox";
import {
  IdempotencyHeaders,
  SessionBatch,
  SessionBatchEnvelope,
  SessionBatchResult,
  SessionBody,
  SessionInput,
} from "../../schemas/sessions.ts";
import { compileForFastify } from "../../schemas/validate.ts";
import type { IdempotencyService } from "../../sessions/idempotency-service.ts";
import type { SessionService } from "../../sessions/session-service.ts";
import type { BatchItem } from "../../sessions/session-writer.ts";
import { describeFields } from "../hooks/problem.ts";
import { repeatable, sendOutcome } from "../repeatable.ts";

export interface SessionCreationOptions {
  readonly sessionService: SessionService;
  readonly idempotencyService: IdempotencyService;
}

const tags = ["Sessions"];

/** Routes that store sessions. Both are idempotent with a key, so a client may retry them. */
export const sessionCreationRoutes: FastifyPluginAsyncTypebox<SessionCreationOptions> = async (
  app,
  { sessionService, idempotencyService },
) => {
  app.post(
    "/api/sessions",
    {
      schema: {
        operationId: "createSession",
        tags,
        summary: "Store a session",
        description:
          "201 when it is new. With an `id` that is already stored: 200 when the content is the same, 409 when it is another.",
        headers: IdempotencyHeaders,
        body: SessionInput,
        response: { 200: SessionBody, 201: SessionBody },
      },
      validatorCompiler: leaveBodyTo(Type.Unknown()),
    },
    async (request, reply) => {
      const { userId, body, locale } = request;
      const writer = await sessionService.writerFor(userId);
      const outcome = await idempotencyService.once(repeatable(request), async (transaction) => {
        const { status, session } = await writer.create(transaction, body);
        return status === "created"
          ? {
              status: 201,
              language: locale,
              location: `/api/sessions/${session.id}`,
              body: session,
            }
          : { status: 200, language: locale, body: session };
      });
      return sendOutcome(reply, outcome);
    },
  );

  app.post(
    "/api/sessions/batch",
    {
      schema: {
        operationId: "createSessions",
        tags,
        summary: "Store up to 1,000 sessions",
        description:
          "Each session gets its own result; invalid ones do not keep the others from being stored. All good ones are stored together or, when the request fails, none.",
        headers: IdempotencyHeaders,
        body: SessionBatch,
        response: { 200: SessionBatchResult },
      },
      validatorCompiler: leaveBodyTo(SessionBatchEnvelope),
    },
    async (request, reply) => {
      const { userId, body, locale } = request;
      const writer = await sessionService.writerFor(userId);
      const outcome = await idempotencyService.once(repeatable(request), async (transaction) => {
        const items = await writer.createMany(transaction, body.sessions);
        return { status: 200, language: locale, body: describeBatch(items, request) };
      });
      return sendOutcome(reply, outcome);
    },
  );
};

/**
 * Validates only the envelope of a body by schema. The service validates the sessions in it, so that a single session, an
 * item of a batch and a row of a file get the same report.
 */
function leaveBodyTo(envelope: TSchema): typeof compileForFastify {
  return ({ schema, httpPart }) =>
    compileForFastify(httpPart === "body" ? { schema: envelope, httpPart } : { schema, httpPart });
}

function describeBatch(
  items: readonly BatchItem[],
  { locale }: FastifyRequest,
): SessionBatchResult {
  const count = (status: BatchItem["status"]) =>
    items.filter((item) => item.status === status).length;
  return {
    created: count("created"),
    unchanged: count("unchanged"),
    conflict: count("conflict"),
    invalid: count("invalid"),
    results: items.map((item, index) => {
      if (item.status !== "invalid") return { index, id: item.id, status: item.status };
      const problems = item.problems.map((problem) => ({
        ...problem,
        field: `sessions[${index}]${problem.field === "" ? "" : `.${problem.field}`}`,
      }));
      return { index, id: null, status: item.status, errors: describeFields(problems, locale) };
    }),
  };
}
