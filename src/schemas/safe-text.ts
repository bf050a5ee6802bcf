/** Whether a text is free of NUL and lone surrogates, which databases and terminals cannot handle. */
export function isSafeText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
