/** Invisible at the ends of a name and no white space to `trim`: NEL, zero-width space, word joiner. */
const INVISIBLE_ENDS = /^[\s\u0085\u200b\u2060\ufeff]+|[\s\u0085\u200b\u2060\ufeff]+$/gu;

/**
 * The one spelling of a category, preset or task that looks the same: Unicode normalisation form C, without white
 * space around (tabs, U+00A0, U+3000 and zero-width spaces included). White space inside, and case, stay.
 *
 * @returns empty when nothing visible is left; for a few scripts longer than the argument, at most three times
 * @see Unicode Standard Annex #15
 * @example normalizeName("\u00a0Cafe\u0301 ") // => "Café"
 */
export function normalizeName(name: string): string {
  return name.normalize("NFC").replace(INVISIBLE_ENDS, "");
}
