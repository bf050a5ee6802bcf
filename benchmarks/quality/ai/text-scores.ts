import type { Locale } from "../../../src/messages/locale.ts";
import { checkText } from "../../../src/services/ai/checking/check-text.ts";
import type { TextRequest, WrittenTexts } from "../../../src/services/ai/text-request.ts";
import { SYSTEM_PROMPT } from "../../../src/services/ai/writing/system-prompt.ts";

/** Sums over the texts of one capability in one language. */
export interface TextSums {
  texts: number;
  missing: number;
  /** Texts with a figure, name or word that the check refuses, by kind. */
  refused: Record<string, number>;
  characters: number;
  words: number;
  sentences: number;
  syllables: number;
  tooLong: number;
}

export function emptySums(): TextSums {
  return {
    ...{ texts: 0, missing: 0, refused: {}, characters: 0, words: 0 },
    ...{ sentences: 0, syllables: 0, tooLong: 0 },
  };
}

export function addTexts(sums: TextSums, request: TextRequest, { texts }: WrittenTexts): void {
  for (const { key, maxLength } of request.members) {
    const text = texts[key] ?? "";
    sums.texts += 1;
    if (text === "") sums.missing += 1;
    if (text.length > maxLength) sums.tooLong += 1;
    for (const { kind } of checkText(request, key, text, SYSTEM_PROMPT[request.locale])) {
      sums.refused[kind] = (sums.refused[kind] ?? 0) + 1;
    }
    const words = text.match(/[\p{L}\d]+/gu) ?? [];
    sums.characters += text.length;
    sums.words += words.length;
    sums.sentences += Math.max(
      1,
      text.split(/[.!?\n]+(?:\s|$)/u).filter((one) => one !== "").length,
    );
    sums.syllables += words.reduce((sum, word) => sum + syllablesOf(word, request.locale), 0);
  }
}

/**
 * Flesch's reading ease: 60–70 is plain English. Of Czech the same with the coefficients of Bendová and Cinková (2021), who
 * fitted it to Czech texts; both have 100 for the easiest.
 */
export function readingEase({ words, sentences, syllables }: TextSums, locale: Locale): number {
  const perSentence = words / Math.max(1, sentences);
  const perWord = syllables / Math.max(1, words);
  return locale === "en"
    ? 206.835 - 1.015 * perSentence - 84.6 * perWord
    : 206.935 - 1.672 * perSentence - 62.18 * perWord;
}

function syllablesOf(word: string, locale: Locale): number {
  const vowels =
    locale === "en" ? /[aeiouy]+/giu : /[aeiouyáéíóúůýě]|(?<=[^aeiouy])[rl](?=[^aeiouy])/giu;
  return Math.max(1, word.match(vowels)?.length ?? 0);
}
