/**
 * Decay factor of a weight per step.
 *
 * @param halfLife number of steps in which a weight halves; greater than 0
 * @returns a value between 0 and 1
 * @example decayOf(1) // => 0.5
 */
export function decayOf(halfLife: number): number {
  return 0.5 ** (1 / halfLife);
}
