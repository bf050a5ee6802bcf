/**
 * The same text as a single run of characters. What was put together stays a tree of its parts inside, and is walked
 * through wherever it has become a part of another text that is written.
 */
export function inOnePiece(text: string): string {
  return Buffer.from(text).toString();
}
