import type { Column } from "./table-format.ts";

/**
 * The names of columns in several languages, from a table with a language on each line and a column between bars.
 * @returns each column's names, those of the first line first
 */
export function columnWords(table: string): readonly Column[] {
  const languages = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split("|"));
  const [first = []] = languages;
  return first.map((_, column) => languages.map((words) => words[column] ?? ""));
}
