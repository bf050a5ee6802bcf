import { type ColumnMapping, isMappedField, MAPPED_FIELDS } from "../domain/import-mapping.ts";
import { UsageError } from "./command-errors.ts";

/**
 * Reads the columns from `--map FIELD=COLUMN`, which may be repeated.
 * @throws UsageError for an unknown or repeated field, or a missing column
 */
export function readMapping(words: readonly string[]): ColumnMapping | undefined {
  const mapping: Partial<Record<keyof ColumnMapping, string>> = {};
  const given = valuesOf(words, "map");
  for (const value of given) {
    const at = value.indexOf("=");
    const field = at < 0 ? value : value.slice(0, at);
    const column = at < 0 ? "" : value.slice(at + 1).trim();
    if (!isMappedField(field)) {
      const fields = MAPPED_FIELDS.join(", ");
      throw new UsageError("command.map_field", { fields });
    }
    if (column === "") throw new UsageError("command.map_column", { field });
    if (mapping[field] !== undefined) throw new UsageError("command.map_twice", { field });
    mapping[field] = column;
  }
  return given.length === 0 ? undefined : mapping;
}

/** All values of an option. The command line parser keeps only the last one. */
function valuesOf(words: readonly string[], option: string): string[] {
  const end = words.indexOf("--");
  const options = end < 0 ? words : words.slice(0, end);
  return options.flatMap((word, index) => {
    if (word === `--${option}`) return [options[index + 1] ?? ""];
    return word.startsWith(`--${option}=`) ? [word.slice(option.length + 3)] : [];
  });
}
