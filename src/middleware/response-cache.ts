import type { OutgoingHttpHeader } from "node:http";
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RouteHandlerMethod,
  RouteOptions,
} from "fastify";
import { LRUCache } from "lru-cache";
import { ServiceError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import type { CachedAnswer } from "../services/cache/cached-answer.ts";
import type { CachedRoute } from "../services/cache/cached-route.ts";
import { normalizeParameters } from "../services/cache/question.ts";
import type { CacheService } from "../services/cache-service.ts";
import type { HealthService } from "../services/health-service.ts";
import {
  ageSeconds,
  CACHE_CONTROL,
  cacheStatus,
  clientHas,
  freshStatus,
  varyOf,
} from "./cache-headers.ts";

export interface ResponseCacheParts {
  readonly cacheService: CacheService;
  readonly clock: Clock;
  readonly healthService: HealthService;
}

const JSON_TYPE = "application/json; charset=utf-8";

/** Addresses whose parameters were checked once are recognised at sight; what is longer is checked each time. */
const MOST_ADDRESSES = 10_000;
const LONGEST_ADDRESS = 500;

/**
 * Keeps the answers of routes that declare `config.cache`. A fresh answer in memory is sent before the request
 * is parsed, checked or handled; everything else goes through the route's handler, whose value becomes the
 * answer. Call before the routes are registered and after the hooks that say who asks, and in which language.
 */
export function addResponseCache(app: FastifyInstance, parts: ResponseCacheParts): void {
  const parametersOf = new LRUCache<string, string>({ max: MOST_ADDRESSES });
  app.addHook("onRoute", (route) => {
    const policy = route.config?.cache;
    const { method } = route;
    if (method !== "GET" && method !== "HEAD") {
      noteWrites(route, parts.cacheService);
      return;
    }
    if (policy === undefined) return;
    const cached = parts.cacheService.declare(route.url, policy);
    route.onRequest = [route.onRequest ?? [], serveFresh(cached, parts, parametersOf)].flat();
    route.handler = throughCache(route.handler, cached, parts, parametersOf);
  });
}

/** What a person was told before they wrote is not good enough for them afterwards, even in an outage. */
function noteWrites(route: RouteOptions, { answers }: CacheService): void {
  const note: RouteOptions["onSend"] = (request, _reply, _payload, done) => {
    answers.noteWrite(request.userId);
    done();
  };
  route.onSend = [route.onSend ?? [], note].flat();
}

function serveFresh(
  route: CachedRoute,
  { cacheService, clock, healthService }: ResponseCacheParts,
  parametersOf: LRUCache<string, string>,
) {
  const { answers } = cacheService;
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const parameters = parametersOf.get(request.raw.url ?? "");
    // A server that drains says so in every answer, which is the framework's business.
    if (parameters === undefined || healthService.isDraining() || wantsAfresh(request)) {
      done();
      return;
    }
    const { userId, locale } = request;
    const answer = answers.findFresh({ route, userId, locale, parameters });
    if (answer === undefined) done();
    else sendAtOnce(request, reply, answer, clock.now());
  };
}

/** Writes past the framework, which has nothing to add to bytes that are ready. */
function sendAtOnce(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: CachedAnswer,
  nowMs: number,
): void {
  const headers: OutgoingHttpHeader[] = [];
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value === undefined) continue;
    headers.push(name, name === "vary" ? varyOf(value) : value);
  }
  headers.push("cache-control", CACHE_CONTROL, "etag", answer.etag);
  headers.push("age", ageSeconds(answer, nowMs), "cache-status", freshStatus(answer, nowMs));
  headers.push("server-timing", "cache;desc=hit");
  const { raw } = reply.hijack();
  if (clientHas(request.headers["if-none-match"], answer.etag)) {
    raw.writeHead(304, headers);
    raw.end();
    return;
  }
  headers.push("content-type", JSON_TYPE, "content-length", String(answer.wire.length));
  raw.writeHead(200, headers);
  if (request.method === "HEAD") raw.end();
  else raw.end(answer.wire, "latin1");
}

/** The route's handler, asked only when no kept answer holds. */
function throughCache(
  handler: RouteHandlerMethod,
  route: CachedRoute,
  { cacheService, clock }: ResponseCacheParts,
  parametersOf: LRUCache<string, string>,
): RouteHandlerMethod {
  return async function answerThroughCache(this: FastifyInstance, request, reply) {
    const { userId, locale } = request;
    const parameters = normalizeParameters(request.params, request.query);
    const address = request.raw.url ?? "";
    if (address.length <= LONGEST_ADDRESS) parametersOf.set(address, parameters);
    const serialize = reply.getSerializationFunction("200") ?? JSON.stringify;
    const make = async () => {
      const value: unknown = await handler.call(this, request, reply);
      // A handler that sends by itself leaves nothing to keep: a policy does not belong on such a route.
      if (value === reply || value === undefined) throw new ServiceError("internal_error");
      return Buffer.from(String(serialize(Object(value))));
    };
    const { answers } = cacheService;
    const question = { route, userId, locale, parameters };
    const served = wantsAfresh(request)
      ? await answers.obtainAfresh(question, make)
      : await answers.obtain(question, make);
    const { answer, from } = served;
    const nowMs = clock.now();
    reply.headers({
      vary: varyOf(reply.getHeader("vary")),
      "cache-control": CACHE_CONTROL,
      etag: answer.etag,
      age: ageSeconds(answer, nowMs),
      "cache-status": cacheStatus(served, nowMs),
      "server-timing": `cache;desc=${from}, total;dur=${reply.elapsedTime.toFixed(2)}`,
    });
    if (from === "rescued") reply.header("warning", '110 - "Response is Stale"');
    if (clientHas(request.headers["if-none-match"], answer.etag)) return reply.code(304).send();
    return reply.type(JSON_TYPE).send(Buffer.from(answer.wire, "latin1"));
  };
}

/** A browser's forced reload says this: the person does not believe what they see. */
function wantsAfresh({ headers }: FastifyRequest): boolean {
  return headers["cache-control"] === "no-cache";
}
