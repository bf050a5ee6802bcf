/** Prints a result as JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** Prints lines of text; empty ones separate paragraphs. */
export function printLines(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
