import type { TSchema } from "typebox";

/** Marks a member with private content, which is removed from every log line. */
export const PRIVATE = { "x-private": true } as const;

/**
 * Names, in lower case, of the members marked private anywhere in these schemas.
 *
 * @throws Error when there are none, because then the marks are missing and secrets would reach the log
 */
export function privateMembersOf(schemas: readonly TSchema[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const schema of schemas) collect(schema, names);
  if (names.size === 0) throw new Error("no member is marked private; the log would keep secrets");
  return names;
}

function collect(node: unknown, names: Set<string>): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "properties" && typeof value === "object" && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        if (isPrivate(member)) names.add(name.toLowerCase());
      }
    }
    collect(value, names);
  }
}

function isPrivate(schema: unknown): boolean {
  return typeof schema === "object" && schema !== null && "x-private" in schema;
}
