import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ERRORS, type ErrorCode, ServiceError } from "../../errors.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { requestIdOf, traceOf } from "./correlation.ts";
import { answerError } from "./error-handler.ts";
import { PROBLEM_TYPE, problemDocument } from "./problem.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";

const CODES: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "request_timeout",
};

/**
 * Answers what never became a request: bytes that are not HTTP, headers beyond the limit, a request
 * that takes for ever to arrive. No header is known, so the texts are in the default language.
 */
export function clientErrorHandler(
  locale: Locale,
  logger: Logger,
): (error: Error & { code?: string }, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem = new ServiceError(CODES[error.code ?? ""] ?? "bad_request");
    const trace = traceOf(requestIdOf(undefined), undefined);
    const { status } = ERRORS[problem.code];
    logger.warn(
      {
        event_type: "request_refused",
        context: { status, code: problem.code, reason: error.code, request_id: trace.requestId },
      },
      `refused before it was a request: ${problem.code}`,
    );
    const body = problemDocument(problem, { locale, trace, path: "" });
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Content-Language: ${locale}`,
      `X-Request-ID: ${trace.requestId}`,
      "Connection: close",
    ];
    socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  };
}

/**
 * Answers a request whose path cannot be read. It met no route and so no hook: what those would have
 * done is done here.
 */
export function answerUnroutable(
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
  { locale, logger }: { readonly locale: Locale; readonly logger: Logger },
): void {
  request.locale = locale;
  request.trace = traceOf(request.id, request.headers.traceparent);
  reply.headers(SECURITY_HEADERS);
  reply.header("x-request-id", request.trace.requestId);
  reply.header("traceparent", request.trace.traceparent);
  reply.header("content-language", locale);
  answerError(error, request, reply, logger);
  logger.warn(
    {
      event_type: "request_refused",
      context: { method: request.method, code: request.errorCode, request_id: request.id },
    },
    "refused: the path cannot be read",
  );
}
