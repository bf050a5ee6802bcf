import { IsSchema, type TSchema } from "typebox";
import { compileCheck } from "../schemas/validate.ts";
import { isObject } from "./compare-values.ts";
import type { FieldPath } from "./field-path.ts";

const checks = new WeakMap<TSchema, ReturnType<typeof compileCheck>>();

/** Violations of the contract by a value, as `field code`. */
export function breaches(schema: TSchema, value: unknown): string[] {
  const known = checks.get(schema) ?? compileCheck(schema);
  checks.set(schema, known);
  const checked = known(value);
  return "problems" in checked ? checked.problems.map(({ field, code }) => `${field} ${code}`) : [];
}

/** Whether the contract describes a field and none of its alternatives allows this value. */
export function isForbidden(schema: TSchema, path: FieldPath, value: unknown): boolean {
  const schemas = path.reduce<readonly TSchema[]>(
    (all, segment) => all.flatMap((one) => below(one, segment)),
    [schema],
  );
  return schemas.length > 0 && schemas.every((one) => breaches(one, value).length > 0);
}

/** Schemas of a member or an item, one for each alternative. */
function below(schema: unknown, segment: string): TSchema[] {
  if (!isObject(schema)) return [];
  const forms = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  const nested = forms.flatMap((form) => below(form, segment));
  if (segment.startsWith("[")) return [...nested, ...asSchema(schema.items)];
  const properties = isObject(schema.properties) ? schema.properties : {};
  if (Object.hasOwn(properties, segment)) return [...nested, ...asSchema(properties[segment])];
  const named = isObject(schema.patternProperties) ? Object.values(schema.patternProperties) : [];
  return [...nested, ...named.flatMap(asSchema)];
}

/** Returns the same object, so that its validator is compiled once. */
function asSchema(value: unknown): TSchema[] {
  return IsSchema(value) ? [value] : [];
}
