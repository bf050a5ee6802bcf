import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from "node:http";
import type { Locale } from "../messages/translate.ts";
import type { Clock } from "../ports.ts";
import type { AnswerCache, Served } from "../services/cache/answer-cache.ts";
import type { Question } from "../services/cache/question.ts";
import { type Logger, runWithTrace, type Trace } from "../utils/logger.ts";
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
import { requestIdOf, traceOf } from "./correlation.ts";
import type { KnownAddresses, KnownQuestion } from "./known-addresses.ts";
import { VARY_BY_LANGUAGE } from "./locale.ts";
import { outbox } from "./outbox.ts";
import type { Identify } from "./principal.ts";
import { logAnswered, logReceived } from "./request-log.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";

export interface FrontDoorParts {
  readonly addresses: KnownAddresses;
  readonly answers: AnswerCache;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly negotiate: (acceptLanguage: string | undefined) => Locale;
  readonly identify: Identify;
  /** Whether requests are to go the long way for now, where they are refused or told to leave. */
  readonly isClosed: () => boolean;
  /** Whether pages of other origins may call: their requests need headers that only the long way sets. */
  readonly allowsOrigins: boolean;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A request on its way through the door. */
interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly known: KnownQuestion;
  readonly question: Question;
  readonly trace: Trace;
  readonly startedMs: number;
}

/**
 * Answers, before the framework, what was asked before: same bytes, headers, log line and figures at a fraction of the
 * cost. Everything else goes the long way: an address that is new, a failure, a page of another origin, a server
 * that drains. `tests/e2e/front-door.test.ts` compares the two ways, route by route.
 */
export function frontDoor(parts: FrontDoorParts, longWay: Handler): Handler {
  const { addresses, answers, clock, logger } = parts;
  const send = outbox();
  const varies = parts.allowsOrigins ? `${VARY_BY_LANGUAGE}, Origin` : VARY_BY_LANGUAGE;
  const constants = [...CONSTANT_HEADERS, "vary", varyOf(varies)];

  function enter(request: IncomingMessage, response: ServerResponse): void {
    const { method, headers } = request;
    const known =
      method === "GET" || method === "HEAD" ? addresses.get(request.url ?? "") : undefined;
    if (known === undefined || parts.isClosed() || (parts.allowsOrigins && "origin" in headers)) {
      longWay(request, response);
      return;
    }
    const startedMs = performance.now();
    const { route, parameters } = known;
    const userId = parts.identify(request);
    const locale = parts.negotiate(headers["accept-language"]);
    const question = { route, userId, locale, parameters, make: known.make };
    const trace = traceOf(requestIdOf(headers["x-request-id"]), headers.traceparent);
    const visit = { request, response, known, question, trace, startedMs };
    if (logger.isLevelEnabled("debug")) runWithTrace(trace, () => logReceived(logger, request));
    const answer = wantsAfresh(headers) ? undefined : answers.findFresh(question);
    if (answer !== undefined) leave(visit, { answer, from: "local" });
    else void obtain(visit);
  }

  async function obtain(visit: Visit): Promise<void> {
    const { request, response, known, question, trace } = visit;
    const make = known.make(question.userId, question.locale);
    const served = await runWithTrace(trace, () =>
      wantsAfresh(request.headers)
        ? answers.obtainAfresh(question, make)
        : answers.obtain(question, make),
    ).catch(() => undefined);
    // How failures are answered is the long way's business; it meets this one again.
    if (served === undefined) longWay(request, response);
    else leave(visit, served);
  }

  function leave(visit: Visit, served: Served): void {
    const { request, response, known, trace, startedMs } = visit;
    const { method = "", headers } = request;
    const { wire, etag } = served.answer;
    const status = clientHas(headers["if-none-match"], etag) ? 304 : 200;
    const head = [...constants, ...headersOf(visit, served, clock.now())];
    if (status === 200) head.push("content-type", JSON_TYPE, "content-length", String(wire.length));
    const body = status === 200 && method !== "HEAD" ? wire : undefined;
    send({ response, status, headers: head, body });
    const durationMs = performance.now() - startedMs;
    known.record({ method, status, durationMs, code: undefined });
    logAnswered(logger, request, { endpoint: known.route.url, status, durationMs, trace });
  }

  return enter;
}

const CONSTANT_HEADERS: readonly string[] = [
  ...Object.entries(SECURITY_HEADERS).flat(),
  ...["cache-control", CACHE_CONTROL],
];

/** What differs from answer to answer. */
function headersOf(
  { question, trace, startedMs }: Visit,
  served: Served,
  nowMs: number,
): OutgoingHttpHeader[] {
  const { answer, from } = served;
  const took = from === "local" ? "" : `, total;dur=${(performance.now() - startedMs).toFixed(2)}`;
  const headers = [
    ...["x-request-id", trace.requestId, "traceparent", trace.traceparent],
    ...["content-language", question.locale, "etag", answer.etag],
    ...["age", ageSeconds(answer, nowMs), "cache-status", cacheStatus(served, nowMs)],
    ...["server-timing", `cache;desc=${from}${took}`],
  ];
  if (from === "rescued") headers.push("warning", STALE_WARNING);
  return headers;
}
