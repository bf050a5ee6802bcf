/**
 * Characters that names of categories and presets must not contain. Angle brackets are excluded because other programs
 * insert names into pages unescaped. Control characters and line and paragraph separators are excluded because lists
 * print one name per line.
 */
const FORBIDDEN = /[<>\p{Cc}\u2028\u2029]/u;

/** Whether the text is allowed as the name of a category or preset. */
export function isNameText(text: string): boolean {
  return !FORBIDDEN.test(text);
}
