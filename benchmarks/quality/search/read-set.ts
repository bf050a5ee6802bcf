import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface SearchSet {
  readonly notes: readonly { readonly text: string; readonly topic: number }[];
  readonly queries: readonly { readonly text: string; readonly topic: number }[];
}

export function readSearchSet(): SearchSet {
  const lines = readFileSync(join(import.meta.dirname, "notes-and-queries.txt"), "utf8").split(
    "\n",
  );
  const notes: { text: string; topic: number }[] = [];
  const queries: { text: string; topic: number }[] = [];
  let topic = -1;
  for (const line of lines) {
    const text = line.slice(2).trim();
    if (line.startsWith("= ")) topic += 1;
    if (line.startsWith("+ ")) notes.push({ text, topic });
    if (line.startsWith("? ")) queries.push({ text, topic });
  }
  return { notes, queries };
}
