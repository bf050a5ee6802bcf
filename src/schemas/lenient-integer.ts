import { Type } from "typebox";

/** A whole number in a query with the lenient parsing of the service's first version. */
export interface LenientRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

/**
 * A query member that is never rejected: text that is not a whole number is replaced by the default, and a number
 * outside the range is clamped. Routes known to older clients parse numbers this way; new members are rejected with 400
 * instead.
 */
export function lenientInteger(range: LenientRange, description: string) {
  return Type.Optional(
    Type.Unsafe<number | string>({
      type: ["integer", "string"],
      ...range,
      description: `${description}; what cannot be read means ${range.default}, what is out of range is moved into it`,
    }),
  );
}

/** Parses a lenient integer. */
export function readLenientInteger(
  value: number | string | undefined,
  range: LenientRange,
): number {
  const text = String(value ?? "").trim();
  if (!/^[+-]?\d+$/.test(text)) return range.default;
  return Math.min(range.maximum, Math.max(range.minimum, Number(text)));
}
