import type { RequestListener } from "node:http";
import type { AnswerCache, Served } from "../../cache/answer-cache.ts";
import type { CacheRequest } from "../../cache/cache-request.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Clock, Identify } from "../../ports.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { runWithTrace, type Trace } from "../../telemetry/trace.ts";
import type { RequestGuard } from "../guard/request-guard.ts";
import { requestIdOf, traceOf } from "../hooks/correlation.ts";
import { VARY_BY_LANGUAGE } from "../hooks/locale.ts";
import { logAnswered, logReceived } from "../hooks/request-log.ts";
import { SECURITY_HEADERS } from "../hooks/security-headers.ts";
import { createWriteBatch, sendAnswer } from "../write-batch.ts";
import {
  ageSeconds,
  CACHE_CONTROL,
  cacheStatus,
  clientHas,
  JSON_TYPE,
  STALE_WARNING,
  varyOf,
  wantsAfresh,
} from "./cache-headers.ts";
import type { PlainRequest, ReadyAnswer } from "./ready-answer.ts";
import type { CachedUrl, UrlCache } from "./url-cache.ts";

export interface CachedHandlerParts {
  readonly addresses: UrlCache;
  readonly answers: AnswerCache;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly negotiate: (acceptLanguage: string | undefined) => Locale;
  readonly identify: Identify;
  /** The framework answers what it refuses. */
  readonly guard: RequestGuard;
  /** Whether all requests go to the framework for now, which tells clients to leave. */
  readonly isClosed: () => boolean;
  /** Whether pages of other origins may call: their requests need headers that only the framework sets. */
  readonly allowsOrigins: boolean;
}

export interface CachedHandler {
  /** The answer that memory has to a request, logged and counted: it must be sent. */
  find(request: PlainRequest): ReadyAnswer | undefined;
  /** Whether it is known how to make the answer. */
  canMake(request: PlainRequest): boolean;
  /**
   * Makes it; logged and counted, so it must be sent. Nothing when the framework has to answer after all.
   *
   * @param receivedMs when the request was received, as `performance.now` has it
   */
  make(request: PlainRequest, receivedMs: number): Promise<ReadyAnswer | undefined>;
  /** Answers requests for what is known how to make, and has the framework answer the others. */
  before(framework: RequestListener): RequestListener;
}

/** A request and what it asks the cache for. */
interface ReadRequest {
  readonly request: PlainRequest;
  readonly known: CachedUrl;
  readonly question: CacheRequest;
}

/** A request that is being answered. */
interface RequestContext extends ReadRequest {
  readonly trace: Trace;
  readonly startedMs: number;
}

/**
 * Answers, before the framework, what was asked before: same bytes, headers, log line and figures at a fraction of the
 * cost. The framework answers everything else: an address that is new, a failure, a page of another origin, a server
 * that drains. `tests/e2e/cached-handler.test.ts` compares the two, route by route.
 */
export function createCachedHandler(parts: CachedHandlerParts): CachedHandler {
  const { addresses, answers, clock, logger } = parts;
  const batch = createWriteBatch(sendAnswer);
  const varies = parts.allowsOrigins ? `${VARY_BY_LANGUAGE}, Origin` : VARY_BY_LANGUAGE;
  const constants = [...CONSTANT_HEADERS, "vary", varyOf(varies)];

  /** Nothing for what the framework has to answer. */
  function read(request: PlainRequest): ReadRequest | undefined {
    const { method, url = "", headers } = request;
    if (method !== "GET" && method !== "HEAD") return undefined;
    if (parts.isClosed() || (parts.allowsOrigins && "origin" in headers)) return undefined;
    const known = addresses.get(url);
    if (known === undefined || parts.guard(request) !== undefined) return undefined;
    const principal = parts.identify.known(request);
    if (principal === undefined) return undefined;
    const { route, parameters, make } = known;
    const { userId } = principal;
    const locale = parts.negotiate(headers["accept-language"]);
    return { request, known, question: { route, userId, locale, parameters, loaderFor: make } };
  }

  function open(
    { request, known, question }: ReadRequest,
    startedMs = performance.now(),
  ): RequestContext {
    const { headers } = request;
    const trace = traceOf(requestIdOf(headers["x-request-id"]), headers.traceparent);
    const context = { request, known, question, trace, startedMs };
    if (logger.isLevelEnabled("debug")) runWithTrace(trace, () => logReceived(logger, request));
    return context;
  }

  function findFresh({ request, question }: ReadRequest): Served | undefined {
    if (wantsAfresh(request.headers)) return undefined;
    const answer = answers.findFresh(question);
    return answer === undefined ? undefined : { answer, from: "local" };
  }

  async function make({
    request,
    known,
    question,
    trace,
  }: RequestContext): Promise<Served | undefined> {
    const make = known.make(question.userId, question.locale);
    return runWithTrace(trace, () =>
      wantsAfresh(request.headers)
        ? answers.obtainAfresh(question, make)
        : answers.obtain(question, make),
    ).catch(() => undefined);
  }

  function finish(context: RequestContext, served: Served): ReadyAnswer {
    const { request, known, trace, startedMs } = context;
    const { method = "" } = request;
    const { wire, etag } = served.answer;
    const status = clientHas(request.headers["if-none-match"], etag) ? 304 : 200;
    const headers = headersOf(context, served, clock.now());
    if (status === 200) {
      headers.push("content-type", JSON_TYPE, "content-length", String(wire.length));
    }
    const durationMs = performance.now() - startedMs;
    known.record({ method, status, durationMs, code: undefined });
    logAnswered(logger, request, { endpoint: known.route.url, status, durationMs, trace });
    return {
      status,
      constants,
      headers,
      body: status === 200 && method !== "HEAD" ? wire : undefined,
    };
  }

  return {
    find(request) {
      const startedMs = performance.now();
      const asked = read(request);
      if (asked === undefined) return undefined;
      const fresh = findFresh(asked);
      return fresh && finish(open(asked, startedMs), fresh);
    },
    canMake: (request) => read(request) !== undefined,
    async make(request, receivedMs) {
      const asked = read(request);
      if (asked === undefined) return undefined;
      const context = open(asked, receivedMs);
      const made = await make(context);
      return made && finish(context, made);
    },
    before: (framework) => (request, response) => {
      const asked = read(request);
      if (asked === undefined) {
        framework(request, response);
        return;
      }
      const context = open(asked);
      const fresh = findFresh(context);
      if (fresh !== undefined) {
        batch.add({ response, answer: finish(context, fresh) });
        return;
      }
      make(context).then((made) => {
        // The framework answers failures; it meets this one again.
        if (made === undefined) framework(request, response);
        else batch.add({ response, answer: finish(context, made) });
      });
    },
  };
}

const CONSTANT_HEADERS: readonly string[] = [
  ...Object.entries(SECURITY_HEADERS).flat(),
  ...["cache-control", CACHE_CONTROL],
];

/** What differs from answer to answer. */
function headersOf(
  { question, trace, startedMs }: RequestContext,
  served: Served,
  nowMs: number,
): string[] {
  const { answer, from } = served;
  const took = from === "local" ? "" : `, total;dur=${(performance.now() - startedMs).toFixed(2)}`;
  const headers = [
    ...["x-request-id", trace.requestId, "traceparent", trace.traceparent],
    ...["content-language", question.locale, "etag", answer.etag],
    ...["age", ageSeconds(answer, nowMs), "cache-status", cacheStatus(served, nowMs)],
    ...["server-timing", `cache;desc=${from}${took}`],
  ];
  if (from === "stale-if-error") headers.push("warning", STALE_WARNING);
  return headers;
}
