import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AnsweredRequest } from "../../telemetry/answered-line.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { PlainRequest } from "../response-cache/ready-answer.ts";

/** What of a request the log tells. */
type LoggedRequest = Pick<PlainRequest, "method" | "url" | "socket">;

/** One line per request when it is answered, and at DEBUG one when it comes in. */
export function addRequestLog(app: FastifyInstance, logger: Logger): void {
  app.decorateRequest("errorCode", undefined);
  app.addHook("onRequest", (request, _reply, done) => {
    if (logger.isLevelEnabled("debug")) logReceived(logger, request.raw);
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    logCompleted(request, reply, logger);
    done();
  });
}

export function logReceived(logger: Logger, request: LoggedRequest): void {
  const { method = "", url = "", socket } = request;
  const [path, query] = url.split("?", 2);
  const entry = {
    event_type: "request_received",
    context: {
      method,
      path,
      // Names only: values may be private.
      query_args: [...new Set(new URLSearchParams(query).keys())],
      remote_addr: socket?.remoteAddress,
    },
  };
  logger.debug(entry, "request received");
}

function logCompleted(request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const status = reply.statusCode;
  logAnswered(logger, request.raw, {
    endpoint: request.routeOptions.url ?? "",
    status,
    code: request.errorCode,
    durationMs: reply.elapsedTime,
    // The response may finish outside the request's context, so the ids are given here.
    trace: request.trace,
    quiet: request.routeOptions.config.quiet === true,
  });
}

type Answered = Pick<AnsweredRequest, "endpoint" | "status" | "durationMs" | "trace"> & {
  readonly code?: AnsweredRequest["code"];
  readonly quiet?: boolean;
};

export function logAnswered(logger: Logger, request: LoggedRequest, answered: Answered): void {
  const { endpoint, status, code, durationMs, trace, quiet = false } = answered;
  const { method = "", url = "" } = request;
  const query = url.indexOf("?");
  const path = query < 0 ? url : url.slice(0, query);
  const remoteAddress = request.socket?.remoteAddress ?? "";
  const line = { endpoint, method, path, remoteAddress, status, code, durationMs, trace };
  logger.answered(levelOf(status, quiet), line);
}

function levelOf(status: number, isQuiet: boolean): "debug" | "info" | "warn" | "error" {
  if (status >= 500) return "error";
  if (status >= 400) return "warn";
  return isQuiet ? "debug" : "info";
}
