/** In rating points. Smaller differences are invisible at one decimal. */
const MIN_DIFFERENCE = 0.05;

/**
 * Whether there are at least two means and they are not all equal. Without a difference no group is called the best.
 * @param means ratings, 0–100
 */
export function differ(means: readonly number[]): boolean {
  return means.length > 1 && Math.max(...means) - Math.min(...means) >= MIN_DIFFERENCE;
}
