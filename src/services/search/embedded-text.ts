import { hash } from "node:crypto";
import type { SearchableNote } from "./note-index.ts";

/** Longer texts are truncated before embedding, in characters. */
const MAX_EMBEDDED_LENGTH = 1000;

/** The text of a note from which its vector is computed. */
export function embeddedText({ task, notes }: SearchableNote): string {
  return [task, notes]
    .filter((part) => part !== null)
    .join("\n")
    .slice(0, MAX_EMBEDDED_LENGTH);
}

/** Digest of a text; a vector of another digest is outdated. */
export function textDigest(note: SearchableNote): string {
  return hash("sha256", embeddedText(note), "hex");
}
