/** Ratings that differ by less look the same with one decimal, points. */
const MIN_DIFFERENCE = 0.05;

/**
 * Whether means differ at all: there are two or more, and not all are the same. Where nothing differs, nothing is best.
 * @param means ratings, 0–100
 */
export function differ(means: readonly number[]): boolean {
  return means.length > 1 && Math.max(...means) - Math.min(...means) >= MIN_DIFFERENCE;
}
