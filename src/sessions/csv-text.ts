/**
 * What a spreadsheet takes for a formula, behind any number of apostrophes. Tab, carriage return and line
 * feed are skipped by some of them; the wide forms are read as the narrow ones by others.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

const NEEDS_QUOTES = /[",\r\n]/;

/** One cell of a comma-separated file (RFC 4180). */
export function csvCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Puts an apostrophe before a text that a spreadsheet would run as a formula; for spreadsheets that is the
 * mark of plain text. `unguardCell` takes exactly one away again, so that nothing is lost on the way.
 */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function unguardCell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
