/**
 * The part of a stretch of time that earlier stretches do not cover. Stretches are passed in the order of their starts,
 * so only the latest end so far is needed.
 *
 * @param coveredUntil latest end of the earlier stretches, in the unit of `start` and `end`
 * @example newlyCovered({ start: 10, end: 30 }, 20) // => { from: 20, length: 10, coveredUntil: 30 }
 */
export function newlyCovered(
  { start, end }: { readonly start: number; readonly end: number },
  coveredUntil: number,
): { readonly from: number; readonly length: number; readonly coveredUntil: number } {
  const from = Math.min(end, Math.max(start, coveredUntil));
  return { from, length: end - from, coveredUntil: Math.max(end, coveredUntil) };
}
