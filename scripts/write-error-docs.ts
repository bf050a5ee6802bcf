/** Writes the table of field codes into docs/errors.md from the messages: `node scripts/write-error-docs.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { en } from "../src/messages/en.ts";

const PAGE = new URL("../docs/errors.md", import.meta.url);
const START = "<!-- Written by scripts/write-error-docs.ts from src/messages/en.ts. -->\n";

/** The page with its table of field codes as the messages have it now; the rest is written by hand. */
export function withFieldCodes(page: string): string {
  const at = page.indexOf(START);
  if (at < 0) throw new Error("docs/errors.md has lost its mark for the table of field codes");
  const rows = Object.entries(en)
    .filter(([key]) => key.startsWith("field."))
    .map(([key, text]) => `| \`${key.slice("field.".length)}\` | ${plain(text)} |\n`)
    .sort();
  const table = `| Code | What it says |\n| --- | --- |\n${rows.join("")}`;
  return `${page.slice(0, at)}${START}\n${table}`;
}

/** A message for people to read: the general form of a plural, and names where values will stand. */
function plain(text: string): string {
  return text
    .replaceAll(/\{(\w+), plural, .*?other \{([^}]*)\}\}/g, (_all, name, other) =>
      other.replace("#", `{${name}}`),
    )
    .replaceAll(/\{(\w+), select, .*?\}\}/g, "{$1}");
}

if (import.meta.main) {
  writeFileSync(PAGE, withFieldCodes(readFileSync(PAGE, "utf8")));
}
