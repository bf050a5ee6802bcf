/**
 * Reads a number that the caller knows to be inside the array. The fallback is never taken.
 *
 * For code outside hot loops only. The engine specialises a function for few kinds of arrays, and this one receives all
 * kinds. In the learning loops, an inline `values[index] ?? 0` was measured to be four times as fast.
 */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0;
}
