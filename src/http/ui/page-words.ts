import type { FastifyRequest } from "fastify";
import type { Locale } from "../../messages/translate.ts";
import type { People } from "../../ports.ts";
import type { PageQuery } from "./page-query.ts";
import { type Words, wordsIn } from "./words.ts";

export const WORDS: Readonly<Record<Locale, Words>> = { en: wordsIn("en"), cs: wordsIn("cs") };

/** A request for a page. */
export type Asked = FastifyRequest<{ Querystring: PageQuery }>;

/** Reads the person's settings. A failure is ignored, because a page is also sent while the database is down. */
export async function readPerson(people: People, userId: string): Promise<void> {
  try {
    await people.current(userId);
  } catch {
    // Each part that needs the database reports the failure.
  }
}

/** The texts of a page, in the language of the query, of the person or of the request, in this order. */
export function wordsFor(people: People, { userId, query, locale }: Asked): Words {
  const person = people.last(userId) ?? people.usual;
  return WORDS[query.lang ?? person.language ?? locale];
}
