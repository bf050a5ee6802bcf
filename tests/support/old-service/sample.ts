import { isObject } from "../../../src/parity/compare-values.ts";

/** Texts for the patterns that the contract has. */
const PATTERNED: readonly (readonly [RegExp, string])[] = [
  [/dc_/, "dc_20260302"],
  [/wq_w/, "wq_w10_1"],
  [/T\\d/, "2026-03-02T12:00:00"],
  [/-\\d/, "2026-03-02"],
];

/**
 * A value that a schema allows: the first form, the first word of a set, one item of a list. What a language model
 * would have said is of no interest, only its shape.
 */
export function sampleOf(schema: unknown): unknown {
  if (!isObject(schema)) return null;
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (Array.isArray(schema.anyOf)) return sampleOf(schema.anyOf[0]);
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(isObject(schema.properties) ? schema.properties : {}).map(
          ([name, member]) => [name, sampleOf(member)],
        ),
      );
    case "array":
      return schema.maxItems === 0 ? [] : [sampleOf(schema.items)];
    case "boolean":
      return true;
    case "null":
      return null;
    case "string": {
      const pattern = String(schema.pattern ?? "");
      return PATTERNED.find(([known]) => known.test(pattern))?.[1] ?? "slovo";
    }
    default:
      return Math.max(1, Number(schema.minimum ?? 1));
  }
}
