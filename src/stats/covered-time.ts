/**
 * How much of a stretch of time is new: what earlier stretches covered counts once. Stretches come in the order of their
 * starts, so the end of what is covered is all that must be known of the earlier ones.
 *
 * @param coveredUntil end of what is covered; the unit is that of `start` and `end`
 * @example newlyCovered({ start: 10, end: 30 }, 20) // => { from: 20, length: 10, coveredUntil: 30 }
 */
export function newlyCovered(
  { start, end }: { readonly start: number; readonly end: number },
  coveredUntil: number,
): { readonly from: number; readonly length: number; readonly coveredUntil: number } {
  const from = Math.min(end, Math.max(start, coveredUntil));
  return { from, length: end - from, coveredUntil: Math.max(end, coveredUntil) };
}
