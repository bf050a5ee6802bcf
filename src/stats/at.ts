/**
 * Reads a number that the caller knows to be inside the array. The fallback is never taken.
 *
 * For code off the hot path only: the engine specialises one function for few kinds of arrays, and this one meets all
 * of them. In the loops that learn, `values[index] ?? 0` written out was measured four times as fast.
 */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}
