/**
 * Factor that ages a weight by one step.
 *
 * @param halfLife after how many steps a weight has halved; greater than 0
 * @returns a value between 0 and 1
 * @example decayOf(1) // => 0.5
 */
export function decayOf(halfLife: number): number {
  return 0.5 ** (1 / halfLife);
}
