/**
 * Variance of the true means of several groups, that is, of the differences that remain after removing sampling noise
 * (method of moments).
 *
 * @param counts values per group (may be fractional); groups with 0 are left out
 * @param means mean of each group
 * @param noiseVariance variance of single values around their group's true mean
 * @returns at least 0; `undefined` for fewer than two groups
 * @see DerSimonian & Laird, Meta-analysis in clinical trials, Controlled Clinical Trials 7 (1986)
 */
export function spreadOfMeans(
  counts: ArrayLike<number>,
  means: ArrayLike<number>,
  noiseVariance: number,
): number | undefined {
  let groups = 0;
  let total = 0;
  let squares = 0;
  let sum = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index] ?? 0;
    if (count <= 0) continue;
    groups += 1;
    total += count;
    squares += count * count;
    sum += count * (means[index] ?? 0);
  }
  if (groups < 2) return undefined;
  const grandMean = sum / total;
  let between = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index] ?? 0;
    if (count > 0) between += count * ((means[index] ?? 0) - grandMean) ** 2;
  }
  const excess = between - (groups - 1) * noiseVariance;
  return Math.max(0, excess / (total - squares / total));
}
