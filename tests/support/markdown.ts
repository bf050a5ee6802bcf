/** Reads fenced code blocks out of Markdown, so that documentation can be executed. */

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
}

export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { language: string; line: number; lines: string[] } | undefined;
  markdown.split("\n").forEach((text, index) => {
    const fence = /^```(\w*)\s*$/.exec(text);
    if (open === undefined) {
      if (fence !== null) open = { language: fence[1] ?? "", line: index + 1, lines: [] };
      return;
    }
    if (fence === null) {
      open.lines.push(text);
      return;
    }
    blocks.push({ language: open.language, line: open.line, text: open.lines.join("\n") });
    open = undefined;
  });
  return blocks;
}

/** Commands of a shell block: continued lines and here-documents stay together, comments and blanks go. */
export function commands(block: CodeBlock): string[] {
  const found: string[] = [];
  let current = "";
  let until: string | undefined;
  for (const line of block.text.split("\n")) {
    if (current === "" && (line.trim() === "" || line.startsWith("#"))) continue;
    current += current === "" ? line : `\n${line}`;
    if (until !== undefined) {
      if (line.trim() !== until) continue;
      until = undefined;
    } else {
      const hereDocument = /<<\s*'?(\w+)'?/.exec(line);
      if (hereDocument?.[1] !== undefined) {
        until = hereDocument[1];
        continue;
      }
      if (line.endsWith("\\")) continue;
    }
    found.push(current);
    current = "";
  }
  if (current !== "") found.push(current);
  return found;
}
