/**
 * What names of categories and presets may not hold: angle brackets, because pages of other programs insert
 * names as they are, and control characters, line and paragraph separators, because lists have one name a line.
 */
const FORBIDDEN = /[<>\p{Cc}\u2028\u2029]/u;

/** Whether a category or preset may be called so. */
export function isNameText(text: string): boolean {
  return !FORBIDDEN.test(text);
}
