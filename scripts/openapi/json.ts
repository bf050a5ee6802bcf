/** Reading values whose shape is only known to be JSON. */

export type JsonObject = Record<string, unknown>;

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}

export function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
