/**
 * The same text as a flat string. V8 represents a concatenation as a tree of its parts (a rope), and would walk through
 * that tree every time a longer text that contains it is written.
 */
export function inOnePiece(text: string): string {
  return Buffer.from(text).toString();
}
