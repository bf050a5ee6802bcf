/** Path of a value in an answer: member names, and `[key]` for an item of a list. */
export type FieldPath = readonly string[];

/** `risk_factors[overwork].score` */
export function nameOf(path: FieldPath): string {
  return path.reduce(
    (name, segment) =>
      name === "" || segment.startsWith("[") ? name + segment : `${name}.${segment}`,
    "",
  );
}

/**
 * Whether a field matches a pattern: `*` matches one member, `[]` any item of a list, `**` the value itself and
 * everything below it.
 *
 * @example matchesField("risk_factors[].score", ["risk_factors", "[overwork]", "score"]) // => true
 */
export function matchesField(pattern: string, path: FieldPath): boolean {
  const parts = pattern
    .replaceAll("[]", ".[]")
    .split(".")
    .filter((part) => part !== "");
  for (const [position, part] of parts.entries()) {
    if (part === "**") return true;
    const segment = path[position];
    if (segment === undefined) return false;
    const isItem = segment.startsWith("[");
    if (part === "[]" ? !isItem : part === "*" ? isItem : part !== segment) return false;
  }
  return parts.length === path.length;
}
