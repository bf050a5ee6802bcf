import type { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ERRORS, type ErrorCode, ServiceError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { answerWriter } from "../fast-path/answer-bytes.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import { answerError } from "./error-handler.ts";
import { PROBLEM_HEADERS, problemDocument } from "./problem.ts";
import { openContext } from "./request-context.ts";

const CODES: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "request_timeout",
};

/**
 * Answers protocol errors: bytes that are not HTTP, headers beyond the limit, a request that does not arrive in time. The
 * headers are unknown, so the texts are in the default language.
 */
export function clientErrorHandler(
  pipeline: RequestPipeline,
  clock: Clock,
): (error: Error & { code?: string }, socket: Socket) => void {
  const write = answerWriter(["connection", "close"]);
  const constants = [...pipeline.constants, ...PROBLEM_HEADERS];
  return (error, socket) => {
    if (error.code === "ECONNRESET" || socket.destroyed || !socket.writable) {
      socket.destroy();
      return;
    }
    const context = pipeline.open({ headers: {}, socket });
    const problem = new ServiceError(CODES[error.code ?? ""] ?? "bad_request");
    const body = Buffer.from(problemDocument(problem, context)).toString("latin1");
    const headers = [...pipeline.headersOf(context), "content-length", String(body.length)];
    const { status } = ERRORS[problem.code];
    socket.end(write({ status, constants, headers, body }, clock.now()), "latin1");
    pipeline.refuse(context, problem.code, error.code);
  };
}

/** Answers a request whose URL is malformed. It is never routed, so this does the work of the hooks. */
export function answerUnroutable(
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
  { pipeline, logger }: { readonly pipeline: RequestPipeline; readonly logger: Logger },
): void {
  openContext(request, reply, pipeline);
  answerError(error, request, reply, logger);
  pipeline.refuse(request.context, request.errorCode ?? "internal_error");
}
