import { isObject } from "../../../src/parity/compare-values.ts";

/**
 * A copy of a JSON value with one place changed; unchanged where the place does not exist.
 * @param path member names and positions
 * @param change gives undefined to leave the member out
 */
export function changeAt(
  value: unknown,
  path: readonly (string | number)[],
  change: (value: unknown) => unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => {
      if (at !== step) return [item];
      const changed = changeAt(item, rest, change);
      return changed === undefined ? [] : [changed];
    });
  }
  if (!isObject(value) || !Object.hasOwn(value, String(step))) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const changed = name === String(step) ? changeAt(member, rest, change) : member;
      return changed === undefined ? [] : [[name, changed] as const];
    }),
  );
}
