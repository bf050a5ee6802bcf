/**
 * Invisible characters at the ends of a name, including those that `trim` does not remove: NEL, zero-width space, word
 * joiner.
 */
const INVISIBLE_ENDS = /^[\s\u0085\u200b\u2060\ufeff]+|[\s\u0085\u200b\u2060\ufeff]+$/gu;

/**
 * Normalises the name of a category, preset or task, so that names that look the same are equal. Applies Unicode
 * normalisation form C and removes surrounding white space (tabs, U+00A0, U+3000 and zero-width spaces included). Inner
 * white space and case are kept.
 *
 * @returns an empty string when nothing visible is left. For a few scripts the result is longer than the argument, at
 *   most three times.
 * @see Unicode Standard Annex #15
 * @example normalizeName("\u00a0Cafe\u0301 ") // => "Café"
 */
export function normalizeName(name: string): string {
  return name.normalize("NFC").replace(INVISIBLE_ENDS, "");
}
