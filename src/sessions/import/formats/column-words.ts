import type { Column } from "./table-format.ts";

/**
 * Parses column names in several languages: one language per line, one column between bars.
 * @returns the names of each column, with those of the first line first
 */
export function columnWords(table: string): readonly Column[] {
  const languages = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split("|"));
  const [first = []] = languages;
  return first.map((_, column) => languages.map((words) => words[column] ?? ""));
}
