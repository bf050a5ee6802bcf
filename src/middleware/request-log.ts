import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "../utils/logger.ts";
import { pathOf } from "./error-handler.ts";

/** One line per request when it is answered, and at DEBUG one when it comes in. */
export function addRequestLog(app: FastifyInstance, logger: Logger): void {
  app.decorateRequest("errorCode", undefined);
  app.addHook("onRequest", (request, _reply, done) => {
    if (logger.isLevelEnabled("debug")) logReceived(request, logger);
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    logCompleted(request, reply, logger);
    done();
  });
}

function logReceived(request: FastifyRequest, logger: Logger): void {
  const entry = {
    event_type: "request_received",
    context: {
      method: request.method,
      path: pathOf(request),
      // Names only: values may be private.
      query_args: Object.keys(Object(request.query)),
      remote_addr: request.ip,
    },
  };
  logger.debug(entry, "request received");
}

function logCompleted(request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const status = reply.statusCode;
  logger.answered(levelOf(status, request.routeOptions.config.quiet === true), {
    endpoint: request.routeOptions.url ?? "",
    method: request.method,
    path: pathOf(request),
    remoteAddress: request.ip,
    status,
    code: request.errorCode,
    durationMs: reply.elapsedTime,
    // The response may finish outside the request's context, so the ids are given here.
    trace: request.trace,
  });
}

function levelOf(status: number, isQuiet: boolean): "debug" | "info" | "warn" | "error" {
  if (status >= 500) return "error";
  if (status >= 400) return "warn";
  return isQuiet ? "debug" : "info";
}
