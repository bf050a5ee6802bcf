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
  /** Remembers the cache request of every URL for the cached handler. */
  readonly addresses: UrlCache;
}

/**
 * Caches the answers of routes that declare `config.cache`: the route's handler runs only when no cached answer is
 * valid, and its value becomes the answer. Call before the routes are registered.
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

/** After a write, a person gets no answer from before it, not even as stale-if-error. */
function noteWrites(route: RouteOptions, cacheService: CacheService): void {
  const note: RouteOptions["onSend"] = (request, reply, _payload, done) => {
    const { principal } = request.context;
    const mayHaveWritten = reflectsStoredData(reply.statusCode, request.errorCode);
    if (principal !== undefined && mayHaveWritten) cacheService.noteWrite(principal.userId);
    done();
  };
  route.onSend = [route.onSend ?? [], note].flat();
}

/**
 * Whether the answer reflects stored data: of an accepted write, or of one that conflicts with what is stored. The first
 * attempt at a deletion may succeed without its client learning of it, so that the retry finds nothing (404). An
 * interrupted import is stored in part.
 */
function reflectsStoredData(status: number, errorCode: string | undefined): boolean {
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
      // A route that sends its reply itself must not declare a cache policy.
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
 * The whole input of a cached route's handler: exactly the parts of the cache key. A handler that read anything else, a
 * header for instance, would have its answer served to people who did not send that header.
 */
interface HandlerInput {
  readonly userId: string;
  readonly locale: Locale;
  readonly params: unknown;
  readonly query: unknown;
}

type Serialize = (value: Record<string, unknown>) => unknown;

/** Serializes a handler's value to the bytes of its answer; a memoized value only once. */
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
