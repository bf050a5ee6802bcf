/**
 * Texts that a spreadsheet interprets as a formula, after any number of apostrophes. Some programs skip a leading tab,
 * carriage return or line feed; others read the full-width forms like the ASCII ones.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

const NEEDS_QUOTES = /[",\r\n]/;

/** One cell of a comma-separated file (RFC 4180). */
export function csvCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Prefixes a text that a spreadsheet would run as a formula with an apostrophe, which marks plain text. `unguardCell`
 * removes exactly one apostrophe, so the text survives a round trip.
 */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function unguardCell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
