import type { FastifyInstance, RouteHandlerMethod, RouteOptions } from "fastify";
import { normalizeParameters } from "../../cache/cache-request.ts";
import type { CacheService } from "../../cache/cache-service.ts";
import { type AnswerBody, answerBody } from "../../cache/cached-answer.ts";
import type { CachedRoute } from "../../cache/cached-route.ts";
import { ServiceError } from "../../errors.ts";
import type { Locale } from "../../messages/translate.ts";
import type { Clock } from "../../ports.ts";
import { isMemoized } from "../../services/answers/memoize-per-profile.ts";
import { isComposed, withoutMarkup } from "../hooks/harmless-text.ts";
import {
  ageSeconds,
  CACHE_CONTROL,
  cacheStatus,
  clientHas,
  JSON_TYPE,
  STALE_WARNING,
  tagFor,
  wantsAfresh,
} from "./cache-headers.ts";
import type { UrlCache } from "./url-cache.ts";

export interface ResponseCacheParts {
  readonly cacheService: CacheService;
  readonly clock: Clock;
  /** Where the cached handler finds what an address asks. */
  readonly addresses: UrlCache;
}

/**
 * Keeps the answers of routes that declare `config.cache`: the route's handler is asked only when no kept answer
 * holds, and its value becomes the answer. Call before the routes are registered.
 */
export function addResponseCache(app: FastifyInstance, parts: ResponseCacheParts): void {
  app.addHook("onRoute", (route) => {
    const policy = route.config?.cache;
    const { method } = route;
    if (method !== "GET" && method !== "HEAD") {
      noteWrites(route, parts.cacheService);
      return;
    }
    if (policy === undefined) return;
    const cached = parts.cacheService.declare(route.url, policy);
    route.handler = throughCache(route.handler, cached, { ...parts, composed: isComposed(route) });
  });
}

/** What a person was told before they wrote is not good enough for them afterwards, even in an outage. */
function noteWrites(route: RouteOptions, cacheService: CacheService): void {
  const note: RouteOptions["onSend"] = (request, reply, _payload, done) => {
    const { principal } = request.context;
    const isTold = tellsWhatIsStored(reply.statusCode, request.errorCode);
    if (principal !== undefined && isTold) cacheService.noteWrite(principal.userId);
    done();
  };
  route.onSend = [route.onSend ?? [], note].flat();
}

/**
 * A write that was taken, or refused for what is there: the first try of a deletion may have been carried out without its
 * sender learning it, and the second finds nothing. Of an interrupted import, a part is stored.
 */
function tellsWhatIsStored(status: number, errorCode: string | undefined): boolean {
  if (status < 400 || status === 404 || status === 409) return true;
  return /^(import_interrupted|storage_full)$/.test(errorCode ?? "");
}

function throughCache(
  handler: RouteHandlerMethod,
  route: CachedRoute,
  parts: ResponseCacheParts & { readonly composed: boolean },
): RouteHandlerMethod {
  const { cacheService, clock, addresses, composed } = parts;
  const present = presenter();
  return async function answerThroughCache(this: FastifyInstance, request, reply) {
    const { userId, locale, params, query } = request;
    const parameters = normalizeParameters(params, query);
    const toText = reply.getSerializationFunction("200") ?? JSON.stringify;
    const serialize: Serialize = composed
      ? (value) => withoutMarkup(String(toText(value)))
      : toText;
    const make = (forUser: string, language: Locale) => async () => {
      const input: HandlerInput = { userId: forUser, locale: language, params, query };
      const value: unknown = await handler.call(this, Object(input), Object(undefined));
      // A policy does not belong on a route that sends by itself.
      if (value === undefined) throw new ServiceError("internal_error");
      return present(Object(value), serialize);
    };
    const address = request.raw.url ?? "";
    const { record, budget, scope = "admin" } = request.routeOptions.config;
    addresses.set(address, { route, parameters, make, scope, budget, record });

    const { answers } = cacheService;
    const question = { route, userId, locale, parameters, loaderFor: make };
    const served = wantsAfresh(request.headers)
      ? await answers.obtainAfresh(question, make(userId, locale))
      : await answers.obtain(question, make(userId, locale));
    const { answer, from } = served;
    const nowMs = clock.now();
    reply.headers({
      "cache-control": CACHE_CONTROL,
      etag: tagFor(answer, request.headers["accept-encoding"]),
      age: ageSeconds(answer, nowMs),
      "cache-status": cacheStatus(served, nowMs),
      "server-timing": `cache;desc=${from}, total;dur=${request.context.elapsedMs().toFixed(2)}`,
    });
    if (from === "stale-if-error") reply.header("warning", STALE_WARNING);
    if (clientHas(request.headers["if-none-match"], answer.etag)) return reply.code(304).send();
    return reply.type(JSON_TYPE).send(Buffer.from(answer.wire, "latin1"));
  };
}

/**
 * All that the handler of a kept answer is given: exactly what the answer's key holds. One that looked at anything
 * else, a header say, would have its answer served to people who did not send that header.
 */
interface HandlerInput {
  readonly userId: string;
  readonly locale: Locale;
  readonly params: unknown;
  readonly query: unknown;
}

type Serialize = (value: Record<string, unknown>) => unknown;

/** Turns a handler's value into the bytes of its answer; once for a value that is given again and again. */
function presenter(): (value: object, serialize: Serialize) => AnswerBody {
  const known = new WeakMap<object, AnswerBody>();
  return (value, serialize) => {
    const present = () => answerBody(Buffer.from(String(serialize(Object(value)))));
    if (!isMemoized(value)) return present();
    const body = known.get(value) ?? present();
    known.set(value, body);
    return body;
  };
}
