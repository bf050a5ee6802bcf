import { headerKey } from "../header-key.ts";
import type { TableFormat } from "./table-format.ts";

/** Indices of a program's columns; `undefined` when the table is not the program's. */
export function columnsOf(
  table: TableFormat,
  names: readonly string[],
): ReadonlyMap<string, number> | undefined {
  const keys = names.map(headerKey);
  // Of columns with the same name the first is used.
  const columns = new Map(keys.map((key, index) => [key, index] as const).toReversed());
  const isOurs = table.fits?.(new Set(keys)) ?? true;
  if (!isOurs || !table.columns.every((column) => nameFirst(column, columns))) {
    return table.translated?.(names);
  }
  for (const column of table.optional ?? []) nameFirst(column, columns);
  return columns;
}

/** Makes a column available under its first name. @returns whether it is present */
function nameFirst(column: string | readonly string[], columns: Map<string, number>): boolean {
  const [first = "", ...others] = (typeof column === "string" ? [column] : column).map(headerKey);
  const index = [first, ...others].map((key) => columns.get(key)).find((at) => at !== undefined);
  if (index !== undefined) columns.set(first, index);
  return index !== undefined;
}
