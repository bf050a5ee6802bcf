import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ERRORS, type ErrorCode, ServiceError } from "../../errors.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { addHeaders } from "./add-headers.ts";
import { challengeOf } from "./challenge.ts";
import { PROBLEM_HEADERS, problemDocument } from "./problem.ts";

/** The framework's own errors, by its codes. */
const FRAMEWORK_ERRORS: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_BAD_URL: "malformed_url",
  FST_ERR_MAX_PARAM_LENGTH: "url_too_long",
  FST_ERR_NOT_FOUND: "not_found",
  FST_ERR_CTP_BODY_TOO_LARGE: "payload_too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "bad_request",
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: "unsupported_media_type",
};

/** How soon to try again when nobody knows better. */
const DEFAULT_RETRY_AFTER_SECONDS = 1;
/** Room is made by people. */
const STORAGE_RETRY_AFTER_SECONDS = 30;

/** Every failure of a route leaves through here as a problem document. */
export function addErrorHandler(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((thrown, request, reply) => answerError(thrown, request, reply, logger));
}

export function answerError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): FastifyReply {
  const error = noteError(thrown, request, reply, logger);
  const document = problemDocument(error, request.context);
  return addHeaders(reply, PROBLEM_HEADERS).send(document);
}

/** Logs a failure where it is ours, and gives the answer its status and headers, whatever it will say. */
export function noteError(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): ServiceError {
  const error = toServiceError(thrown);
  const { status, retryable } = ERRORS[error.code];
  request.errorCode = error.code;
  if (status >= 500) logFailure(error, request, logger);
  if (retryable && (status >= 500 || error.retryAfterSeconds !== undefined)) {
    const usual =
      error.code === "storage_full" ? STORAGE_RETRY_AFTER_SECONDS : DEFAULT_RETRY_AFTER_SECONDS;
    const seconds = error.retryAfterSeconds ?? usual;
    reply.header("retry-after", String(seconds));
  }
  const challenge = challengeOf(error);
  if (challenge !== undefined) reply.header("www-authenticate", challenge);
  // The rest of the body may still come.
  if (error.code === "request_timeout") reply.header("connection", "close");
  reply.code(status);
  return error;
}

/** What a thrown value means to the client; anything unforeseen is our fault. */
export function toServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  const code = codeOf(thrown);
  const known = FRAMEWORK_ERRORS[code];
  if (known !== undefined) return new ServiceError(known, { cause: thrown });
  if (code === "database_unavailable" || code === "database_damaged" || code === "storage_full") {
    return new ServiceError(code, { cause: thrown });
  }
  // The client left or sent half a body: nobody reads the answer, but it is not our failure.
  if (code === "ECONNRESET" && statusOf(thrown) === 400) return new ServiceError("bad_request");
  return new ServiceError("internal_error", { cause: thrown });
}

function logFailure(error: ServiceError, request: FastifyRequest, logger: Logger): void {
  const entry = {
    event_type: /^(database|storage)_/.test(error.code) ? "DB_ERROR" : "ML_ERROR",
    request: { endpoint: request.routeOptions.url ?? "", method: request.method },
    context: { code: error.code, detail: error.privateDetail },
    error: error.cause ?? error,
  };
  logger.error(entry, `${request.method} failed: ${error.code}`);
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
}

function statusOf(thrown: unknown): unknown {
  return thrown instanceof Error && "statusCode" in thrown ? thrown.statusCode : undefined;
}
