import { lightStem } from "./light-stem.ts";

/** Words of a text in lower case without diacritics. */
export function foldedWords(text: string): string[] {
  const folded = text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A longer word is a link or a key; its beginning is enough to find it. */
const MAX_WORD = 40;

/**
 * Search terms of a text: the stem of each word, and its trigrams, which match other forms and misspellings.
 *
 * @example [...termsOf("Psaní")] // => ["=psani", "#ps", "psa", "san", "ani", "ni#"]
 */
export function* termsOf(text: string): Generator<string> {
  for (const word of foldedWords(text)) {
    const short = word.slice(0, MAX_WORD);
    yield `=${lightStem(short)}`;
    const framed = `#${short}#`;
    for (let place = 0; place + 3 <= framed.length; place += 1) {
      yield framed.slice(place, place + 3);
    }
  }
}
