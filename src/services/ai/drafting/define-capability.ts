import { memoizePerProfile } from "../../answers/memoize-per-profile.ts";
import { type Assemble, type Capability, MINUTE_MS } from "../capability.ts";
import type { Person } from "../person.ts";
import type { TextRequest } from "../text-request.ts";
import { type DraftOptions, requestOf } from "./request-of.ts";

export interface RequestOptions extends DraftOptions {
  /** Ignores stored texts. */
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

/** Longer questions contain the caller's own texts and are rarely repeated, so they are not cached. */
const MAX_QUESTION_LENGTH = 2000;

/**
 * Caches a capability's drafts by question, for one minute of a profile. Drafting costs several times as much as the
 * rest of an answer, and pages request the same texts repeatedly.
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
