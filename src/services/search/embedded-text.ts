import { hash } from "node:crypto";
import type { SearchableNote } from "./note-index.ts";

const MAX_EMBEDDED_LENGTH = 1000;

/** What of a note its vector is made from. */
export function embeddedText({ task, notes }: SearchableNote): string {
  return [task, notes]
    .filter((part) => part !== null)
    .join("\n")
    .slice(0, MAX_EMBEDDED_LENGTH);
}

/** Names a text: a vector made from another one is out of date. */
export function textDigest(note: SearchableNote): string {
  return hash("sha256", embeddedText(note), "hex");
}
