import type { RequestListener } from "node:http";
import type { AnswerCache } from "../../cache/answer-cache.ts";
import type { CacheRequest } from "../../cache/cache-request.ts";
import type { Served } from "../../cache/served.ts";
import type { Principal } from "../../domain/principal.ts";
import type { Clock, Identify } from "../../ports.ts";
import type { Standing } from "../../services/limits/standing.ts";
import { runWithTrace } from "../../telemetry/trace.ts";
import type { RequestGuard } from "../guard/request-guard.ts";
import { createLimitRefusal } from "../rate-limits/limit-refusal.ts";
import type { Countable, RequestLimits } from "../rate-limits/request-limits.ts";
import type { RequestContext } from "../request-context.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import { allows } from "../route-scope.ts";
import { createWriteBatch, sendAnswer } from "../write-batch.ts";
import {
  ageSeconds,
  CACHE_CONTROL,
  cacheStatus,
  clientHas,
  JSON_TYPE,
  STALE_WARNING,
  wantsAfresh,
} from "./cache-headers.ts";
import type { PlainRequest, ReadyAnswer } from "./ready-answer.ts";
import type { CachedUrl, UrlCache } from "./url-cache.ts";

export interface CachedHandlerParts {
  readonly addresses: UrlCache;
  readonly answers: AnswerCache;
  readonly clock: Clock;
  readonly pipeline: RequestPipeline;
  readonly identify: Identify;
  readonly limits: RequestLimits;
  /** The framework answers what it refuses. */
  readonly guard: RequestGuard;
  /** Whether all requests go to the framework for now, which tells clients to leave. */
  readonly isClosed: () => boolean;
}

export interface CachedHandler {
  /** The answer that memory has to a request, or its refusal, logged and counted: it must be sent. */
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

interface KnownRequest {
  readonly known: CachedUrl;
  readonly principal: Principal;
}

/** A request and what it asks the cache for. */
interface KeptRequest extends Countable {
  readonly context: RequestContext;
  readonly known: CachedUrl;
  readonly question: CacheRequest;
}

/**
 * Answers, before the framework, what was asked before: same bytes, headers, log line and figures at a fraction of the
 * cost. The framework answers everything else: an address that is new, a credential that has yet to be verified, a
 * failure, a server that drains. `tests/e2e/cached-handler.test.ts` compares the two, route by route.
 */
export function createCachedHandler(parts: CachedHandlerParts): CachedHandler {
  const { addresses, answers, clock, pipeline, limits } = parts;
  const refuse = createLimitRefusal(pipeline);
  const batch = createWriteBatch(sendAnswer);
  const constants = [...pipeline.constants, "cache-control", CACHE_CONTROL];

  /** What an address asks, and who; nothing for what the framework has to answer. */
  function lookUp(request: PlainRequest): KnownRequest | undefined {
    const { method, url = "" } = request;
    if ((method !== "GET" && method !== "HEAD") || parts.isClosed()) return undefined;
    const known = addresses.get(url);
    if (known === undefined || parts.guard(request) !== undefined) return undefined;
    const principal = parts.identify.known(request);
    return principal !== undefined && allows(principal, known.scope)
      ? { known, principal }
      : undefined;
  }

  function open(request: PlainRequest, receivedMs?: number): KeptRequest | undefined {
    const found = lookUp(request);
    if (found === undefined) return undefined;
    const { known, principal } = found;
    const context = pipeline.open(request, receivedMs);
    context.principal = principal;
    const { route, parameters, make } = known;
    const { userId } = principal;
    const question = { route, userId, locale: context.locale, parameters, loaderFor: make };
    return { request, principal, budget: known.budget, context, known, question };
  }

  function findFresh({ context, question }: KeptRequest): Served | undefined {
    if (wantsAfresh(context.request.headers)) return undefined;
    const answer = answers.findFresh(question);
    return answer === undefined ? undefined : { answer, from: "local" };
  }

  /** Counts what memory answers; nothing when it has to be waited for whether it may. */
  function answer(asked: KeptRequest, fresh: Served): ReadyAnswer | undefined {
    const standing = limits.decide(asked);
    if (standing === undefined) return undefined;
    pipeline.received(asked.context);
    return settle(asked, standing) ?? finish(asked, fresh);
  }

  /** @returns the refusal, when the caller has sent too much */
  function settle(
    { context, known }: KeptRequest,
    standing: Standing | "unlimited",
  ): ReadyAnswer | undefined {
    if (standing === "unlimited") return undefined;
    context.standing = standing;
    if (standing.isAllowed) return undefined;
    const refusal = refuse(context, standing);
    const { status } = refusal;
    const { record, route } = known;
    pipeline.finish(context, {
      ...{
        endpoint: route.url,
        status,
        code: "rate_limited",
        isQuiet: false,
        isKept: true,
        record,
      },
    });
    return { ...refusal, isLast: parts.isClosed() };
  }

  /** @returns nothing when the framework has to answer after all */
  async function countAndMake(asked: KeptRequest): Promise<ReadyAnswer | undefined> {
    const refusal = settle(asked, limits.decide(asked) ?? (await limits.ask(asked)));
    if (refusal !== undefined) return refusal;
    const made = await make(asked);
    if (made !== undefined) return finish(asked, made);
    limits.giveBack(asked);
    asked.context.standing = undefined;
    return undefined;
  }

  async function make({ context, known, question }: KeptRequest): Promise<Served | undefined> {
    const make = known.make(question.userId, question.locale);
    return runWithTrace({ ...context.trace, userId: question.userId }, () =>
      wantsAfresh(context.request.headers)
        ? answers.obtainAfresh(question, make)
        : answers.obtain(question, make),
    ).catch(() => undefined);
  }

  function finish({ context, known }: KeptRequest, served: Served): ReadyAnswer {
    const { method, headers: asked } = context.request;
    const { wire, etag } = served.answer;
    const status = clientHas(asked["if-none-match"], etag) ? 304 : 200;
    const headers = pipeline.headersOf(context);
    addCacheHeaders(headers, context, served, clock.now());
    if (status === 200) {
      headers.push("content-type", JSON_TYPE, "content-length", String(wire.length));
    }
    const { record } = known;
    const endpoint = known.route.url;
    const isKept = served.from === "local";
    pipeline.finish(context, { endpoint, status, code: undefined, isQuiet: false, isKept, record });
    const body = status === 200 && method !== "HEAD" ? wire : undefined;
    return { status, constants, headers, body, isLast: parts.isClosed() };
  }

  return {
    find(request) {
      const asked = open(request);
      const fresh = asked && findFresh(asked);
      return asked && fresh && answer(asked, fresh);
    },
    canMake: (request) => lookUp(request) !== undefined,
    async make(request, receivedMs) {
      const asked = open(request, receivedMs);
      if (asked === undefined) return undefined;
      pipeline.received(asked.context);
      return countAndMake(asked);
    },
    before: (framework) => (request, response) => {
      const asked = open(request);
      if (asked === undefined) {
        framework(request, response);
        return;
      }
      const fresh = findFresh(asked);
      const ready = fresh && answer(asked, fresh);
      if (ready !== undefined) {
        batch.add({ response, answer: ready });
        return;
      }
      pipeline.received(asked.context);
      countAndMake(asked).then((made) => {
        if (made !== undefined) {
          batch.add({ response, answer: made });
          return;
        }
        // The framework answers failures; it meets this one again.
        pipeline.handOver(asked.context);
        framework(request, response);
      });
    },
  };
}

/** What differs from answer to answer, as names and values in turn. */
function addCacheHeaders(
  headers: string[],
  context: RequestContext,
  served: Served,
  nowMs: number,
): void {
  const { answer, from } = served;
  const took = from === "local" ? "" : `, total;dur=${context.elapsedMs().toFixed(2)}`;
  headers.push("etag", answer.etag, "age", ageSeconds(answer, nowMs));
  headers.push("cache-status", cacheStatus(served, nowMs));
  headers.push("server-timing", `cache;desc=${from}${took}`);
  if (from === "stale-if-error") headers.push("warning", STALE_WARNING);
}
