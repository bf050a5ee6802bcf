import type { CachedAnswer } from "./cached-answer.ts";
import type { Question } from "./question.ts";

/** Answers that replicas share. Nothing here throws or takes long: a tier that cannot answer says "not found". */
export interface SharedTier {
  /** The newest answer to the question, whatever data it was made from; the caller looks at its stamp. */
  find(question: Question): Promise<CachedAnswer | undefined>;
  /** Stores in the background. */
  keep(question: Question, answer: CachedAnswer): void;
}

/** What a process has that shares its answers with nobody. */
export const NO_SHARED_TIER: SharedTier = {
  async find() {
    return undefined;
  },
  keep() {},
};
