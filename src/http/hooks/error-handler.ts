import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ERRORS, type ErrorCode, ServiceError } from "../../errors.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { addHeaders } from "./add-headers.ts";
import { challengeOf } from "./challenge.ts";
import { PROBLEM_HEADERS, problemDocument } from "./problem.ts";

/** Errors of the framework, by their codes. */
const FRAMEWORK_ERRORS: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_BAD_URL: "malformed_url",
  FST_ERR_MAX_PARAM_LENGTH: "url_too_long",
  FST_ERR_NOT_FOUND: "not_found",
  FST_ERR_CTP_BODY_TOO_LARGE: "payload_too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "bad_request",
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: "unsupported_media_type",
};

/** `Retry-After` of errors without a better estimate. */
const DEFAULT_RETRY_AFTER_SECONDS = 1;
/** `Retry-After` of a full disk: an operator has to free space. */
const STORAGE_RETRY_AFTER_SECONDS = 30;

/** Answers every failure of a route with a problem document. */
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

/** Logs a server error, and sets the status and headers of the answer. The caller chooses the body. */
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
  // The rest of the body may still arrive, so the connection cannot be reused.
  if (error.code === "request_timeout") reply.header("connection", "close");
  reply.code(status);
  return error;
}

/** Translates a thrown value into an error for the client. An unknown one becomes `internal_error`. */
export function toServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  const code = codeOf(thrown);
  const known = FRAMEWORK_ERRORS[code];
  if (known !== undefined) return new ServiceError(known, { cause: thrown });
  if (code === "database_unavailable" || code === "database_damaged" || code === "storage_full") {
    return new ServiceError(code, { cause: thrown });
  }
  // The client disconnected or sent half a body: nobody reads the answer, and it is no server error.
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
