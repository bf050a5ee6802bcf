import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Metrics } from "../../telemetry/metrics.ts";
import { runWithTrace } from "../../telemetry/trace.ts";
import { createRecorder, UNMATCHED } from "../request-metrics.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import { addHeaders } from "./add-headers.ts";

/**
 * Opens and finishes the context of each request that the framework answers. Probes are logged at DEBUG and not counted:
 * they would outnumber the requests of people. Call before the routes are registered.
 *
 * @returns counts a request that reached neither a route nor a hook
 */
export function addRequestContext(
  app: FastifyInstance,
  pipeline: RequestPipeline,
  metrics: Metrics,
): (request: FastifyRequest, reply: FastifyReply) => void {
  const recordUnmatched = createRecorder(metrics, UNMATCHED, undefined);
  app.decorateRequest("context");
  app.decorateRequest("errorCode", undefined);
  app.decorateRequest("locale", { getter: localeOf });
  app.decorateRequest("trace", { getter: traceOf });

  app.addHook("onRoute", (route) => {
    const { quiet, predictionType } = route.config ?? {};
    if (quiet === true) return;
    route.config = { ...route.config, record: createRecorder(metrics, route.url, predictionType) };
  });
  app.addHook("onRequest", (request, reply, done) => {
    openContext(request, reply, pipeline);
    const { requestId, traceparent, ...recorded } = request.context.trace;
    // The span of a probe is never ended, so it must not get child spans.
    const isQuiet = request.routeOptions.config.quiet === true;
    runWithTrace({ requestId, traceparent, ...(isQuiet ? {} : recorded) }, done);
  });
  app.addHook("onResponse", (request, reply, done) => {
    const { config, url: endpoint = "" } = request.routeOptions;
    pipeline.finish(request.context, {
      ...{ endpoint, status: reply.statusCode, code: request.errorCode },
      isQuiet: config.quiet === true,
      isKept: false,
      record: request.is404 ? recordUnmatched : config.record,
    });
    done();
  });
  return ({ method, context, errorCode: code }, { statusCode: status }) =>
    recordUnmatched({ method, status, durationMs: context.elapsedMs(), code });
}

/** Sets the context of a request, and the common headers of its answer. */
export function openContext(
  request: FastifyRequest,
  reply: FastifyReply,
  pipeline: RequestPipeline,
): void {
  request.context = pipeline.of(request.raw);
  addHeaders(reply, pipeline.constants);
  addHeaders(reply, pipeline.headersOf(request.context));
}

function localeOf(this: FastifyRequest) {
  return this.context.locale;
}

function traceOf(this: FastifyRequest) {
  return this.context.trace;
}
