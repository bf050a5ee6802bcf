import type { Config } from "../config/config.ts";
import type { ErrorCode } from "../errors.ts";
import type { Logger } from "../telemetry/logger.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { OpenTrace } from "../telemetry/trace.ts";
import { constantHeaders, pageAllowance } from "./answer-headers.ts";
import { localeNegotiator } from "./negotiate-locale.ts";
import { pushLimitHeaders } from "./rate-limits/limit-headers.ts";
import { type Finished, RequestContext } from "./request-context.ts";
import { traceOf } from "./request-ids.ts";
import { createRequestLog } from "./request-log.ts";
import { endSpan } from "./request-span.ts";
import type { PlainRequest } from "./response-cache/ready-answer.ts";

/**
 * Opens and finishes every request. The framework's hooks, the cached handler, the fast path, refusals in overload and
 * answers to protocol errors take ids, language, headers, log lines and metrics from here, so that they cannot differ.
 */
export interface RequestPipeline {
  /** @param startedMs when the request was received, as `performance.now` has it; now when absent */
  open(request: PlainRequest, startedMs?: number): RequestContext;
  /** The context of a request that node:http has read: the one that was handed over, or a new one, logged as received. */
  of(request: PlainRequest): RequestContext;
  /** Hands the context over to the layer that answers the same request. */
  handOver(context: RequestContext): void;
  /** Logs the arrival of a request. */
  received(context: RequestContext): void;
  /** Constant headers: names and values in turn, the same list for every answer. */
  readonly constants: readonly string[];
  /** Headers that differ between answers: names and values in turn, in a new list. */
  headersOf(context: RequestContext): string[];
  /** Logs and counts an answered request. */
  finish(context: RequestContext, finished: Finished): void;
  /** Logs a refusal before routing. */
  refuse(context: RequestContext, code: ErrorCode, reason?: string): void;
}

export interface RequestPipelineParts {
  readonly config: Pick<Config, "locale" | "corsOrigins" | "accessLog" | "auth">;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, "requestsLimited">;
  /** Begins the trace of a request; absent when tracing is off, and requests then have ids only. */
  readonly openTrace?: OpenTrace | undefined;
}

export function createRequestPipeline(parts: RequestPipelineParts): RequestPipeline {
  const { config, logger, metrics, openTrace = traceOf } = parts;
  const negotiate = localeNegotiator();
  const allowPage = pageAllowance(config.corsOrigins);
  const log = createRequestLog(logger, config.accessLog);
  const opened = new WeakMap<PlainRequest, RequestContext>();

  function open(request: PlainRequest, startedMs = performance.now()): RequestContext {
    const askedFor = negotiate(request.headers["accept-language"]);
    return new RequestContext(request, askedFor, config.locale, startedMs, openTrace);
  }

  return {
    open,
    of(request) {
      const known = opened.get(request);
      if (known !== undefined) return known;
      const context = open(request);
      opened.set(request, context);
      log.received(context);
      return context;
    },
    handOver: (context) => void opened.set(context.request, context),
    received: log.received,
    constants: constantHeaders(config),
    headersOf(context) {
      const { request, locale, trace, standing } = context;
      const headers = ["x-request-id", trace.requestId, "traceparent", trace.traceparent];
      headers.push("content-language", locale);
      allowPage(headers, request.headers.origin);
      if (standing !== undefined) pushLimitHeaders(headers, standing);
      return headers;
    },
    finish(context, finished) {
      const { status, code, record } = finished;
      const durationMs = context.elapsedMs();
      record?.({ method: context.request.method ?? "", status, durationMs, code });
      if (context.standing?.isAllowed === false) {
        metrics.requestsLimited.inc({ budget: context.standing.limit.budget });
      }
      log.answered(context, finished, durationMs);
      endSpan(context, finished);
    },
    refuse: log.refused,
  };
}
