import type { RequestListener } from "node:http";
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
import type { Admit } from "./load-shedding.ts";
import { VARY_BY_LANGUAGE } from "./locale.ts";
import { outbox, sendLetter } from "./outbox.ts";
import type { Identify } from "./principal.ts";
import type { PlainRequest, ReadyAnswer } from "./ready-answer.ts";
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

export interface FrontDoor {
  /**
   * The answer to a request, logged and counted: it must be sent. Nothing, sooner or later, when the request is to go
   * the long way.
   *
   * @param admit asked before anything is made that memory does not have
   */
  answer(
    request: PlainRequest,
    admit: Admit,
  ): ReadyAnswer | Promise<ReadyAnswer | undefined> | undefined;
  /** Answers requests for what is known how to make, and has the long way answer the others. */
  through(longWay: RequestListener): RequestListener;
}

/** A request on its way through the door. */
interface Visit {
  readonly request: PlainRequest;
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
export function frontDoor(parts: FrontDoorParts): FrontDoor {
  const { addresses, answers, clock, logger } = parts;
  const { post } = outbox(sendLetter);
  const varies = parts.allowsOrigins ? `${VARY_BY_LANGUAGE}, Origin` : VARY_BY_LANGUAGE;
  const constants = [...CONSTANT_HEADERS, "vary", varyOf(varies)];

  function knownIn({ method, url = "", headers }: PlainRequest): KnownQuestion | undefined {
    if (method !== "GET" && method !== "HEAD") return undefined;
    if (parts.isClosed() || (parts.allowsOrigins && "origin" in headers)) return undefined;
    return addresses.get(url);
  }

  function enter(request: PlainRequest, known: KnownQuestion): Visit {
    const { route, parameters, make } = known;
    const { headers } = request;
    const userId = parts.identify(request);
    const locale = parts.negotiate(headers["accept-language"]);
    const trace = traceOf(requestIdOf(headers["x-request-id"]), headers.traceparent);
    const question = { route, userId, locale, parameters, make };
    return { request, known, question, trace, startedMs: performance.now() };
  }

  function findFresh({ request, question }: Visit): Served | undefined {
    if (wantsAfresh(request.headers)) return undefined;
    const answer = answers.findFresh(question);
    return answer === undefined ? undefined : { answer, from: "local" };
  }

  function noteArrival({ request, trace }: Visit): void {
    if (logger.isLevelEnabled("debug")) runWithTrace(trace, () => logReceived(logger, request));
  }

  async function make({ request, known, question, trace }: Visit): Promise<Served | undefined> {
    const make = known.make(question.userId, question.locale);
    return runWithTrace(trace, () =>
      wantsAfresh(request.headers)
        ? answers.obtainAfresh(question, make)
        : answers.obtain(question, make),
    ).catch(() => undefined);
  }

  async function makeWhenAdmitted(visit: Visit, admit: Admit): Promise<ReadyAnswer | undefined> {
    const asked = admit(visit.request);
    const pass = asked instanceof Promise ? await asked : asked;
    if ("refusal" in pass) return pass.refusal;
    noteArrival(visit);
    const made = await make(visit);
    pass.release();
    return made && leave(visit, made);
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
    answer(request, admit) {
      const known = knownIn(request);
      if (known === undefined) return undefined;
      const visit = enter(request, known);
      const fresh = findFresh(visit);
      if (fresh !== undefined) {
        noteArrival(visit);
        return leave(visit, fresh);
      }
      return makeWhenAdmitted(visit, admit);
    },
    through: (longWay) => (request, response) => {
      const known = knownIn(request);
      if (known === undefined) {
        longWay(request, response);
        return;
      }
      const visit = enter(request, known);
      noteArrival(visit);
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
  if (from === "rescued") headers.push("warning", STALE_WARNING);
  return headers;
}
