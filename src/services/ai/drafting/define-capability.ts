import { memoizePerProfile } from "../../answers/memoize-per-profile.ts";
import { type Assemble, type Capability, MINUTE_MS } from "../capability.ts";
import type { Person } from "../person.ts";
import type { TextRequest } from "../text-request.ts";
import { type DraftOptions, requestOf } from "./request-of.ts";

export interface RequestOptions extends DraftOptions {
  /** Texts that are kept are not taken. */
  readonly bypassCache: boolean;
}

export interface DraftedAnswer<Answer> {
  readonly request: TextRequest;
  readonly assemble: Assemble<Answer>;
}

/** A capability that drafts its answers. */
export interface DraftingCapability<Question, Answer> extends Capability<Question, Answer> {
  draft(person: Person, question: Question, options: RequestOptions): DraftedAnswer<Answer>;
}

/** Longer questions carry texts of the caller's and are seldom asked twice. */
const MAX_QUESTION_LENGTH = 2000;

/**
 * Remembers what a capability drafts, by the question, for a minute of a profile: drafting costs several times what the
 * rest of an answer does, and pages ask for the same texts again and again.
 */
export function defineCapability<Question, Answer>(
  capability: Capability<Question, Answer>,
): DraftingCapability<Question, Answer> {
  const remembered = memoizePerProfile(
    (
      _view,
      _question: string,
      draft: () => DraftedAnswer<Answer>,
      _locale: string,
    ): DraftedAnswer<Answer> => draft(),
    ({ atMs }, question, _draft, locale) => `${locale} ${Math.floor(atMs / MINUTE_MS)} ${question}`,
  );

  return {
    ...capability,
    draft(person, question, { bypassCache, ...options }) {
      const draft = () => requestOf(person, capability, question, options);
      const asked = JSON.stringify(question);
      const isRemembered = options.found.length === 0 && asked.length <= MAX_QUESTION_LENGTH;
      const { request, assemble } = isRemembered
        ? remembered(person.view, asked, draft, person.locale)
        : draft();
      return { request: bypassCache ? { ...request, bypassCache } : request, assemble };
    },
  };
}
