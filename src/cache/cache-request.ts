import type { Locale } from "../messages/translate.ts";
import type { AnswerBody } from "./cached-answer.ts";
import type { CachedRoute } from "./cached-route.ts";

/** The cache's view of a request: everything on which an answer depends besides data, settings and time. */
export interface CacheRequest {
  readonly route: CachedRoute;
  readonly userId: string;
  readonly locale: Locale;
  /** The request's parameters, as `normalizeParameters` returns them. */
  readonly parameters: string;
  /** Creates the loader for a person and a language, for refreshes ahead of requests. */
  readonly loaderFor?: (userId: string, locale: Locale) => Loader;
}

/** Computes an answer; equal requests share one call. */
export type Loader = () => Buffer | AnswerBody | Promise<Buffer | AnswerBody>;

/**
 * The key of a request. It contains the user id with its length, so that no choice of user id or parameters can produce
 * another user's key.
 */
export function keyOf({ route, userId, locale, parameters }: CacheRequest): string {
  return `${route.url}\n${locale}\n${userId.length}\n${userId}${parameters}`;
}

/**
 * Validated parameters as one text, independent of their order and of the spelling of equal values.
 */
export function normalizeParameters(params: unknown, query: unknown): string {
  return JSON.stringify([sorted(params), sorted(query)]);
}

function sorted(values: unknown): [string, unknown][] {
  const entries = Object.entries(Object(values));
  return entries.sort(([one], [other]) => (one < other ? -1 : 1));
}
