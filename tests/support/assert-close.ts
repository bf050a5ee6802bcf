import assert from "node:assert/strict";

/** Fails unless the numbers agree to `tolerance`, relative for large and absolute for small ones. */
export function assertClose(
  actual: number | undefined,
  expected: number,
  tolerance = 1e-9,
  what = "value",
): void {
  const difference = Math.abs((actual ?? Number.NaN) - expected);
  const limit = tolerance * Math.max(1, Math.abs(expected));
  assert.ok(difference <= limit, `${what} is ${actual}, expected ${expected} ± ${limit}`);
}
