/** A list as JSON, for a text column. */
export function jsonOf(list: readonly unknown[] | null): string | null {
  return list === null ? null : JSON.stringify(list);
}

/** The valid items of such a column; null without a list. */
export function listOf<Item>(
  json: string | null | undefined,
  read: (value: unknown) => Item | undefined,
): Item[] | null {
  if (json === null || json === undefined) return null;
  try {
    const values: unknown = JSON.parse(json);
    return Array.isArray(values) ? values.flatMap((value) => read(value) ?? []) : null;
  } catch {
    return null;
  }
}
