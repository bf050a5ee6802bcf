import type { Served } from "../../cache/served.ts";
import type { Clock } from "../../ports.ts";
import type { RequestContext } from "../request-context.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import {
  ageSeconds,
  CACHE_CONTROL,
  cacheStatus,
  clientHas,
  JSON_TYPE,
  STALE_WARNING,
} from "./cache-headers.ts";
import type { KeptRequest } from "./kept-request.ts";
import type { ReadyAnswer } from "./ready-answer.ts";

export interface KeptAnswerParts {
  readonly clock: Clock;
  readonly pipeline: RequestPipeline;
  readonly isClosed: () => boolean;
}

/** @returns makes what is sent of what the cache has served, logged and counted: it must be sent */
export function createKeptAnswer(
  parts: KeptAnswerParts,
): (asked: KeptRequest, served: Served) => ReadyAnswer {
  const { clock, pipeline } = parts;
  const constants = [...pipeline.constants, "cache-control", CACHE_CONTROL];
  return ({ context, known }, served) => {
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
