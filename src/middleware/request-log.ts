import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { LogEntry, Logger } from "../utils/logger.ts";
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
  const path = pathOf(request);
  const entry: LogEntry & { trace_id: string; traceparent: string } = {
    event_type: "request_completed",
    // The response may finish outside the request's context, so the ids are given here.
    trace_id: request.trace.requestId,
    traceparent: request.trace.traceparent,
    request: {
      endpoint: request.routeOptions.url ?? "",
      method: request.method,
      path,
      remote_addr: request.ip,
    },
    context: { method: request.method, path, status, code: request.errorCode },
    metrics: { duration_ms: Math.round(reply.elapsedTime * 1000) / 1000 },
  };
  const message = `${request.method} ${path} ${status}`;
  if (status >= 500) logger.error(entry, message);
  else if (status >= 400) logger.warn(entry, message);
  else if (request.routeOptions.config.quiet === true) logger.debug(entry, message);
  else logger.info(entry, message);
}
