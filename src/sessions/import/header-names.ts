import { DELIMITERS } from "./csv-layout.ts";
import { splitCells } from "./csv-reader.ts";
import { PlainText } from "./plain-text.ts";

/** Headers with more columns are not offered for mapping. */
const MAX_NAMES = 200;
/** Longer column names are not offered. */
const NAME_CHARACTERS = 200;

/**
 * Column names in the first line of a table with any delimiter, offered for mapping when the table is not recognised.
 *
 * @param head the beginning of the file
 * @returns an empty list when the file is not a table
 */
export function headerNames(head: Uint8Array): string[] {
  let text: string;
  try {
    text = new PlainText().push(head).toString("utf8");
  } catch {
    return [];
  }
  const line = text
    .replace("\ufeff", "")
    .split(/\r?\n/, 20)
    .find((one) => one.trim() !== "" && !/^sep=.$/i.test(one));
  if (line === undefined) return [];
  const cut = DELIMITERS.map((delimiter) => splitCells(line, delimiter) ?? []);
  const names = cut.reduce((best, cells) => (cells.length > best.length ? cells : best), []);
  if (names.length < 2 || names.length > MAX_NAMES) return [];
  const known = names.map((name) => name.trim().toWellFormed()).filter((name) => name !== "");
  return [...new Set(known)].filter((name) => name.length <= NAME_CHARACTERS);
}
