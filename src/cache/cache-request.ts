import type { Locale } from "../messages/translate.ts";
import type { AnswerBody } from "./cached-answer.ts";
import type { CachedRoute } from "./cached-route.ts";

/** What was asked, by whom: everything an answer depends on besides data, settings and time. */
export interface Question {
  readonly route: CachedRoute;
  readonly userId: string;
  readonly locale: Locale;
  /** The request's parameters as `normalizeParameters` writes them. */
  readonly parameters: string;
  /** Works the answer out for a person, so that it can be made anew when nobody is asking. */
  readonly make?: (userId: string, locale: Locale) => Make;
}

/** Works an answer out; called at most once at a time for equal questions. */
export type Make = () => Buffer | AnswerBody | Promise<Buffer | AnswerBody>;

/**
 * The key of a question. The user is part of it by construction, with its length, so that no choice of user id
 * or parameters can spell another user's key.
 */
export function keyOf({ route, userId, locale, parameters }: Question): string {
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
