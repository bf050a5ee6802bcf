import type { TextDraft } from "./drafting/text-draft.ts";
import type { Person } from "./person.ts";
import type { AskedTexts, TextCapability, TextRequest, WrittenTexts } from "./text-request.ts";

/** A text by its key, as it was written in the end. */
export type TextOf = (key: string) => string;

/** How an answer is put together when its texts are written. */
export type Assemble<Answer> = (text: TextOf, written: WrittenTexts) => Answer;

/** One kind of answer: facts to drafted texts, and texts to the whole answer. */
export interface Capability<Question, Answer> {
  readonly name: TextCapability;
  readonly deadlineMs: number;
  readonly ttlMs: number;
  readonly fixedFor: TextRequest["lifetime"]["fixedFor"];
  parameters(question: Question): TextRequest["parameters"];
  asked?(question: Question): AskedTexts;
  /** What earlier notes are searched for, as data for a model; nothing when absent or empty. */
  noteQuery?(person: Person, question: Question): string;
  compose(person: Person, draft: TextDraft, question: Question): Assemble<Answer>;
}

/** Of a capability that is asked about the person alone. */
export type NoQuestion = Record<string, never>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
