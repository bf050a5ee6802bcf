/** Neighbours in an order, from the first to the last of them. */
export interface Neighbours {
  readonly first: number;
  readonly last: number;
}

/**
 * Groups neighbours that cannot be distinguished: the intervals of all members overlap that of the first. Ranges overlap
 * when an entry resembles both of its neighbours. No range lies within another.
 * @param sorted the best first
 */
export function rangesOf(
  sorted: readonly { readonly lower: number; readonly upper: number }[],
): readonly Neighbours[] {
  const ranges: Neighbours[] = [];
  sorted.forEach(({ lower }, first) => {
    const differing = sorted.findIndex(({ upper }, index) => index > first && upper < lower);
    const last = differing < 0 ? sorted.length - 1 : differing - 1;
    if (last > first && last > (ranges.at(-1)?.last ?? -1)) ranges.push({ first, last });
  });
  return ranges;
}
