import type { Locale } from "../messages/translate.ts";
import type { AnswerBody } from "./cached-answer.ts";
import type { CachedRoute } from "./cached-route.ts";

/** A request as the cache sees it: everything an answer depends on besides data, settings and time. */
export interface CacheRequest {
  readonly route: CachedRoute;
  readonly userId: string;
  readonly locale: Locale;
  /** The request's parameters as `normalizeParameters` writes them. */
  readonly parameters: string;
  /** The loader for a person and a language, for refreshing ahead of requests. */
  readonly loaderFor?: (userId: string, locale: Locale) => Loader;
}

/** Works an answer out; equal requests share one call. */
export type Loader = () => Buffer | AnswerBody | Promise<Buffer | AnswerBody>;

/**
 * The key of a request. The user is part of it by construction, with its length, so that no choice of user id
 * or parameters can spell another user's key.
 */
export function keyOf({ route, userId, locale, parameters }: CacheRequest): string {
  return `${route.url}\n${locale}\n${userId.length}\n${userId}${parameters}`;
}

/**
 * Validated parameters as one text: the same whatever order they came in, and however a value was spelled that
 * means the same.
 */
export function normalizeParameters(params: unknown, query: unknown): string {
  return JSON.stringify([sorted(params), sorted(query)]);
}

function sorted(values: unknown): [string, unknown][] {
  const entries = Object.entries(Object(values));
  return entries.sort(([one], [other]) => (one < other ? -1 : 1));
}
