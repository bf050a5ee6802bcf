/** Text that a database or a terminal would choke on: NUL, or half of a surrogate pair. */
export function isSafeText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
