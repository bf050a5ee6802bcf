/** Mean of group means, weighted by the number of ratings; `undefined` without ratings. */
export function ratedAverage(
  groups: readonly { readonly ratings: number; readonly shrunkenMean: number }[],
): number | undefined {
  let ratings = 0;
  let sum = 0;
  for (const group of groups) {
    ratings += group.ratings;
    sum += group.ratings * group.shrunkenMean;
  }
  return ratings === 0 ? undefined : sum / ratings;
}
