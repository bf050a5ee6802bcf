import { Type } from "typebox";

/** A whole number in a query, as the service's first version read it. */
export interface LenientRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
}

/**
 * A query member that is never refused: text that is no whole number means the default, and a number outside
 * the range is moved to its end. Routes that older clients know read numbers so; new members give 400 instead.
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

/** The number a client meant. */
export function readLenientInteger(
  value: number | string | undefined,
  range: LenientRange,
): number {
  const text = String(value ?? "").trim();
  if (!/^[+-]?\d+$/.test(text)) return range.default;
  return Math.min(range.maximum, Math.max(range.minimum, Number(text)));
}
