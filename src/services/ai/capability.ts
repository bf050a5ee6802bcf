import type { TextDraft } from "./drafting/text-draft.ts";
import type { Person } from "./person.ts";
import type { AskedTexts, TextCapability, TextRequest, WrittenTexts } from "./text-request.ts";

/** Returns the final text of a key. */
export type TextOf = (key: string) => string;

/** Assembles an answer once its texts are written. */
export type Assemble<Answer> = (text: TextOf, written: WrittenTexts) => Answer;

/** One kind of answer: turns facts into drafted texts, and final texts into the whole answer. */
export interface Capability<Question, Answer> {
  readonly name: TextCapability;
  readonly deadlineMs: number;
  readonly ttlMs: number;
  readonly fixedFor: TextRequest["lifetime"]["fixedFor"];
  parameters(question: Question): TextRequest["parameters"];
  asked?(question: Question): AskedTexts;
  /** Query for earlier notes, which are sent to a model as data; none when absent or empty. */
  noteQuery?(person: Person, question: Question): string;
  compose(person: Person, draft: TextDraft, question: Question): Assemble<Answer>;
}

/** Question of a capability without parameters. */
export type NoQuestion = Record<string, never>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
