/** A stretch of time, in minutes; `end` is not before `start`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Total time covered by the stretches. Overlaps count once.
 *
 * @returns 0 or more, in the unit of the stretches
 * @example coveredMinutes([{ start: 0, end: 60 }, { start: 30, end: 90 }]) // => 90
 */
export function coveredMinutes(stretches: readonly Stretch[]): number {
  let covered = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    if (end <= until) continue;
    covered += end - Math.max(start, until);
    until = end;
  }
  return covered;
}
