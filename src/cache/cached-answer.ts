import { hash } from "node:crypto";
import type { Locale } from "../messages/translate.ts";
import type { CachePolicy } from "./cache-policy.ts";

/**
 * The state from which an answer was made, besides the request. The answer is valid only while both members are
 * current.
 */
export interface Validity {
  /** The user's data version, read before the answer was made. */
  readonly version: number;
  /** Time zone, day cut and bucket of time. */
  readonly context: string;
}

/** The bytes of an answer, and how long they may be served. */
export interface CachedAnswer extends Validity {
  /**
   * One character per byte (latin1). The runtime sends a string together with the headers in one call, but a buffer in a
   * second one, which costs a tenth of the throughput.
   */
  readonly wire: string;
  /** Strong and quoted: a hash of the bytes and their language. */
  readonly etag: string;
  readonly madeAtMs: number;
  /** From this time on a request starts a refresh in the background. */
  readonly refreshAtMs: number;
  readonly expiresAtMs: number;
  readonly staleUntilMs: number;
}

/** The bytes of an answer and their digest. */
export interface AnswerBody {
  /** One character per byte. */
  readonly wire: string;
  readonly digest: string;
}

export function answerBody(body: Buffer): AnswerBody {
  return { wire: body.toString("latin1"), digest: digestOf(body) };
}

/** The lifetime varies by this share, so that answers made together do not expire together. */
const JITTER = 0.1;

/** A refresh begins after this share of the lifetime; the rest is enough to make the next answer. */
const REFRESH_AT = 0.8;

export interface AnswerTimes {
  readonly nowMs: number;
  /** The instant at which the answer becomes wrong by time alone, regardless of the policy. */
  readonly validUntilMs: number;
  /** The position of an answer within the jitter, 0 … 1. */
  readonly spread: (etag: string) => number;
}

export function makeAnswer(
  body: Buffer | AnswerBody,
  locale: Locale,
  validity: Validity,
  { ttlMs, staleMs }: CachePolicy,
  { nowMs, validUntilMs, spread }: AnswerTimes,
): CachedAnswer {
  const { wire, digest } = Buffer.isBuffer(body) ? answerBody(body) : body;
  const etag = `"${digest}-${locale}"`;
  const lifeMs = ttlMs * (1 - JITTER * spread(etag));
  const expiresAtMs = Math.min(nowMs + lifeMs, validUntilMs);
  const staleUntilMs = Math.min(expiresAtMs + staleMs, validUntilMs);
  return {
    wire,
    etag,
    version: validity.version,
    context: validity.context,
    madeAtMs: nowMs,
    refreshAtMs: staleMs === 0 ? expiresAtMs : Math.min(nowMs + lifeMs * REFRESH_AT, expiresAtMs),
    expiresAtMs,
    staleUntilMs,
  };
}

/** Whether the tag was made from these bytes. */
export function hasBytes(etag: string, body: Buffer): boolean {
  return etag.startsWith(`"${digestOf(body)}-`);
}

function digestOf(body: Buffer): string {
  return hash("sha256", body, "base64url").slice(0, 27);
}

export function isMadeFrom(answer: Validity, validity: Validity): boolean {
  return answer.version === validity.version && answer.context === validity.context;
}

/** A uniformly distributed, reproducible position: the tag is a hash. */
export function spreadByTag(etag: string): number {
  return Buffer.from(etag.slice(1, 5), "base64url").readUInt16BE() / 0xffff;
}
