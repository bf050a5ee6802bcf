import type { Violation } from "./violation.ts";
import { wordsOf } from "./words-of.ts";

/** Sentences that people typed themselves. */
export interface OwnSentences {
  /** Short sentences. Longer ones are detected by consecutive words. */
  readonly short: ReadonlySet<string>;
  /** All words in sequence, in both orders of the texts. */
  readonly runs: readonly string[];
}

/** A single word is not a quotation. */
const MIN_WORDS = 2;
/** From this many words on, a short sentence is also detected within another one. */
const MIN_WORDS_WITHIN = 3;
/** Longest sentence that counts as short. */
const MAX_WORDS = 4;
const SENTENCE_END = /[.!?;:\n\r„“”"«»()[\]{}<>|]+/u;

/** @param sayable allowed names, which do not count as sentences */
export function ownSentences(texts: readonly string[], sayable: readonly string[]): OwnSentences {
  const short = new Set<string>();
  const names = new Set(sayable.map((name) => wordsOf(name).join(" ")));
  for (const text of texts) {
    for (const sentence of text.split(SENTENCE_END)) {
      const words = wordsOf(sentence);
      const isShort = words.length >= MIN_WORDS && words.length <= MAX_WORDS;
      if (isShort && !names.has(words.join(" "))) short.add(words.join(" "));
    }
  }
  const all = texts.filter((text) => !names.has(wordsOf(text).join(" ")));
  const runs = [all, all.toReversed()].map((list) => ` ${wordsOf(list.join(" ")).join(" ")} `);
  return { short, runs };
}

/** Rejects a sentence from a person's note, because the answer would state it in the service's name. */
export function checkSentences(text: string, own: OwnSentences, template: string): Violation[] {
  const { short, runs } = own;
  if (runs.every((run) => run.trim() === "")) return [];
  const isDrafted = (words: string) => ` ${wordsOf(template).join(" ")} `.includes(` ${words} `);
  for (const sentence of text.split(SENTENCE_END)) {
    const words = wordsOf(sentence);
    const whole = words.join(" ");
    const isWhole = words.length >= MIN_WORDS && runs.some((run) => run.includes(` ${whole} `));
    if (isWhole && !isDrafted(whole)) return [{ kind: "leak", found: whole }];
    for (let size = MIN_WORDS_WITHIN; size <= MAX_WORDS && short.size > 0; size++) {
      for (let index = 0; index + size <= words.length; index++) {
        const within = words.slice(index, index + size).join(" ");
        if (short.has(within) && !isDrafted(within)) return [{ kind: "leak", found: within }];
      }
    }
  }
  return [];
}
