import type { CachedAnswer } from "../../cache/cached-answer.ts";
import type { Served } from "../../cache/served.ts";
import type { Clock } from "../../ports.ts";
import { CompressedAnswers } from "../compression/compressed-answers.ts";
import { weakTag } from "../compression/gzip.ts";
import type { RequestContext } from "../request-context.ts";
import type { RequestPipeline } from "../request-pipeline.ts";
import {
  ageSeconds,
  CACHE_CONTROL,
  cacheStatus,
  clientHas,
  isCompressedFor,
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

/** Turns cached answers into answers to send. */
export interface KeptAnswers {
  /** Whether the answer's bytes exist in the encoding that the client accepts, or the client needs none (304). */
  isReady(asked: KeptRequest, answer: CachedAnswer): boolean;
  /** Compresses the answer. */
  prepare(answer: CachedAnswer): Promise<unknown>;
  /** The answer to send. It is already logged and counted, so it must be sent. */
  finish(asked: KeptRequest, served: Served): ReadyAnswer;
}

export function createKeptAnswers(parts: KeptAnswerParts): KeptAnswers {
  const { clock, pipeline } = parts;
  const constants = [...pipeline.constants, "cache-control", CACHE_CONTROL];
  const compressed = new CompressedAnswers();
  return {
    isReady({ context: { request } }, answer) {
      const { headers } = request;
      return (
        !isCompressedFor(answer, headers["accept-encoding"]) ||
        clientHas(headers["if-none-match"], answer.etag) ||
        compressed.get(answer) !== undefined
      );
    },
    prepare: (answer) => compressed.obtain(answer),
    finish({ context, known }, served) {
      const { method, headers: asked } = context.request;
      const { answer } = served;
      const isCompressed = isCompressedFor(answer, asked["accept-encoding"]);
      const wire = (isCompressed ? compressed.get(answer) : undefined) ?? answer.wire;
      const status = clientHas(asked["if-none-match"], answer.etag) ? 304 : 200;
      const headers = pipeline.headersOf(context);
      const etag = isCompressed ? weakTag(answer.etag) : answer.etag;
      headers.push("etag", etag);
      addCacheHeaders(headers, context, served, clock.now());
      if (status === 200) {
        if (isCompressed) headers.push("content-encoding", "gzip");
        headers.push("content-type", JSON_TYPE, "content-length", String(wire.length));
      }
      pipeline.finish(context, {
        endpoint: known.route.url,
        status,
        code: undefined,
        isQuiet: false,
        isKept: served.from === "local",
        record: known.record,
      });
      const body = status === 200 && method !== "HEAD" ? wire : undefined;
      return { status, constants, headers, body, isLast: parts.isClosed() };
    },
  };
}

/** Adds the cache's headers that differ from answer to answer, as names and values in turn. */
function addCacheHeaders(
  headers: string[],
  context: RequestContext,
  served: Served,
  nowMs: number,
): void {
  const { answer, from } = served;
  const took = from === "local" ? "" : `, total;dur=${context.elapsedMs().toFixed(2)}`;
  headers.push("age", ageSeconds(answer, nowMs));
  headers.push("cache-status", cacheStatus(served, nowMs));
  headers.push("server-timing", `cache;desc=${from}${took}`);
  if (from === "stale-if-error") headers.push("warning", STALE_WARNING);
}
