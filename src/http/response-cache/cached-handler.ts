import type { RequestListener } from "node:http";
import type { AnswerCache, Served } from "../../cache/answer-cache.ts";
import type { CacheRequest } from "../../cache/cache-request.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Clock } from "../../ports.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { runWithTrace, type Trace } from "../../telemetry/trace.ts";
import type { RequestGuard } from "../guard/request-guard.ts";
import { requestIdOf, traceOf } from "../hooks/correlation.ts";
import { VARY_BY_LANGUAGE } from "../hooks/locale.ts";
import type { Identify } from "../hooks/principal.ts";
import { logAnswered, logReceived } from "../hooks/request-log.ts";
import { SECURITY_HEADERS } from "../hooks/security-headers.ts";
import { outbox, sendLetter } from "../write-batch.ts";
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
import type { KnownAddresses, KnownQuestion } from "./url-cache.ts";

export interface FrontDoorParts {
  readonly addresses: KnownAddresses;
  readonly answers: AnswerCache;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly negotiate: (acceptLanguage: string | undefined) => Locale;
  readonly identify: Identify;
  /** What it refuses is refused on the long way. */
  readonly guard: RequestGuard;
  /** Whether requests are to go the long way for now, where they are refused or told to leave. */
  readonly isClosed: () => boolean;
  /** Whether pages of other origins may call: their requests need headers that only the long way sets. */
  readonly allowsOrigins: boolean;
}

export interface FrontDoor {
  /** The answer that memory has to a request, logged and counted: it must be sent. */
  find(request: PlainRequest): ReadyAnswer | undefined;
  /** Whether it is known how to make the answer. */
  canMake(request: PlainRequest): boolean;
  /**
   * Makes it; logged and counted, so it must be sent. Nothing when the request is to go the long way after all.
   *
   * @param cameMs when the request came, as `performance.now` has it
   */
  make(request: PlainRequest, cameMs: number): Promise<ReadyAnswer | undefined>;
  /** Answers requests for what is known how to make, and has the long way answer the others. */
  through(longWay: RequestListener): RequestListener;
}

/** A request and what it asks for. */
interface Asking {
  readonly request: PlainRequest;
  readonly known: KnownQuestion;
  readonly question: CacheRequest;
}

/** One on its way through the door. */
interface Visit extends Asking {
  readonly trace: Trace;
  readonly startedMs: number;
}

/**
 * Answers, before the framework, what was asked before: same bytes, headers, log line and figures at a fraction of the
 * cost. Everything else goes the long way: an address that is new, a failure, a page of another origin, a server
 * that drains. `tests/e2e/cached-handler.test.ts` compares the two ways, route by route.
 */
export function frontDoor(parts: FrontDoorParts): FrontDoor {
  const { addresses, answers, clock, logger } = parts;
  const { post } = outbox(sendLetter);
  const varies = parts.allowsOrigins ? `${VARY_BY_LANGUAGE}, Origin` : VARY_BY_LANGUAGE;
  const constants = [...CONSTANT_HEADERS, "vary", varyOf(varies)];

  function knownIn(request: PlainRequest): KnownQuestion | undefined {
    const { method, url = "", headers } = request;
    if (method !== "GET" && method !== "HEAD") return undefined;
    if (parts.isClosed() || (parts.allowsOrigins && "origin" in headers)) return undefined;
    const known = addresses.get(url);
    return known === undefined || parts.guard(request) !== undefined ? undefined : known;
  }

  function understand(request: PlainRequest, known: KnownQuestion): Asking {
    const { route, parameters, make } = known;
    const userId = parts.identify(request);
    const locale = parts.negotiate(request.headers["accept-language"]);
    return { request, known, question: { route, userId, locale, parameters, loaderFor: make } };
  }

  function enter({ request, known, question }: Asking, startedMs = performance.now()): Visit {
    const { headers } = request;
    const trace = traceOf(requestIdOf(headers["x-request-id"]), headers.traceparent);
    const visit = { request, known, question, trace, startedMs };
    if (logger.isLevelEnabled("debug")) runWithTrace(trace, () => logReceived(logger, request));
    return visit;
  }

  function findFresh({ request, question }: Asking): Served | undefined {
    if (wantsAfresh(request.headers)) return undefined;
    const answer = answers.findFresh(question);
    return answer === undefined ? undefined : { answer, from: "local" };
  }

  async function make({ request, known, question, trace }: Visit): Promise<Served | undefined> {
    const make = known.make(question.userId, question.locale);
    return runWithTrace(trace, () =>
      wantsAfresh(request.headers)
        ? answers.obtainAfresh(question, make)
        : answers.obtain(question, make),
    ).catch(() => undefined);
  }

  function leave(visit: Visit, served: Served): ReadyAnswer {
    const { request, known, trace, startedMs } = visit;
    const { method = "" } = request;
    const { wire, etag } = served.answer;
    const status = clientHas(request.headers["if-none-match"], etag) ? 304 : 200;
    const headers = headersOf(visit, served, clock.now());
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
      const known = knownIn(request);
      if (known === undefined) return undefined;
      const startedMs = performance.now();
      const asking = understand(request, known);
      const fresh = findFresh(asking);
      return fresh && leave(enter(asking, startedMs), fresh);
    },
    canMake: (request) => knownIn(request) !== undefined,
    async make(request, cameMs) {
      const known = knownIn(request);
      if (known === undefined) return undefined;
      const visit = enter(understand(request, known), cameMs);
      const made = await make(visit);
      return made && leave(visit, made);
    },
    through: (longWay) => (request, response) => {
      const known = knownIn(request);
      if (known === undefined) {
        longWay(request, response);
        return;
      }
      const visit = enter(understand(request, known));
      const fresh = findFresh(visit);
      if (fresh !== undefined) {
        post({ response, answer: leave(visit, fresh) });
        return;
      }
      make(visit).then((made) => {
        // How failures are answered is the long way's business; it meets this one again.
        if (made === undefined) longWay(request, response);
        else post({ response, answer: leave(visit, made) });
      });
    },
  };
}

const CONSTANT_HEADERS: readonly string[] = [
  ...Object.entries(SECURITY_HEADERS).flat(),
  ...["cache-control", CACHE_CONTROL],
];

/** What differs from answer to answer. */
function headersOf({ question, trace, startedMs }: Visit, served: Served, nowMs: number): string[] {
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
