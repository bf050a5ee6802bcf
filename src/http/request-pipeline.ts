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
 * Opens and finishes every request. The framework's hooks, the cached handler and the fast path, refusals in overload and
 * answers to what is no request take ids, language, headers, log lines and figures from here, so that they cannot
 * differ.
 */
export interface RequestPipeline {
  /** @param startedMs when the request was received, as `performance.now` has it; now when absent */
  open(request: PlainRequest, startedMs?: number): RequestContext;
  /** The context of what node:http has read: the one that it was handed over with, or a new one, which is received. */
  of(request: PlainRequest): RequestContext;
  /** Has another part go on with it. */
  handOver(context: RequestContext): void;
  /** Tells the log that a request came in. */
  received(context: RequestContext): void;
  /** Names and values in turn, the same list for every answer. */
  readonly constants: readonly string[];
  /** Names and values in turn that every answer has besides, in a list of its own. */
  headersOf(context: RequestContext): string[];
  /** Logs and counts a request that was answered. */
  finish(context: RequestContext, finished: Finished): void;
  /** Logs what was refused before it met a route. */
  refuse(context: RequestContext, code: ErrorCode, reason?: string): void;
}

export interface RequestPipelineParts {
  readonly config: Pick<Config, "locale" | "corsOrigins" | "accessLog" | "auth">;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, "requestsLimited">;
  /** Begins the trace of a request; ids alone when absent. */
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
