/** RFC 5545, section 3.1: maximum octets of a line without its line break. */
const LINE_BYTES = 75;

/** A content line with its line break, folded when it is longer than 75 octets, but never within a character. */
export function contentLine(name: string, value: string): string {
  const line = `${name}:${value}`;
  if (Buffer.byteLength(line) <= LINE_BYTES) return `${line}\r\n`;
  let folded = "";
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LINE_BYTES) {
      folded += "\r\n ";
      bytes = 1;
    }
    folded += character;
    bytes += size;
  }
  return `${folded}\r\n`;
}

/** A value of type TEXT. Control characters are not allowed and are removed; all kinds of line breaks become `\n`. */
export function textValue(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll(/[^\P{Cc}\t]/gu, "");
}

/** An instant in UTC. RFC 5545 has no fractions of seconds. */
export function utcValue(epochMs: number): string {
  const text = new Date(Math.floor(epochMs / 1000) * 1000).toISOString();
  return `${text.slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}
