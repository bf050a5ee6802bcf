/** How much the first places are above the rest (Cormack, Clarke & Buettcher, "Reciprocal Rank Fusion", 2009). */
const RANK_OFFSET = 60;

/**
 * Two rankings made into one by reciprocal rank. Similarity is the larger of the two: each is 0–1 in its own right.
 *
 * @param semantic cosine of each document's vector; 0 where there is none
 */
export function fuseRanks(
  lexical: Float32Array,
  semantic: Float32Array,
): { readonly scores: Float32Array; readonly order: readonly number[] } {
  const fused = new Float32Array(lexical.length);
  for (const scores of [lexical, semantic]) {
    const order = [...scores.keys()].filter((number) => (scores[number] ?? 0) > 0);
    order.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0));
    for (const [place, number] of order.entries()) {
      fused[number] = (fused[number] ?? 0) + 1 / (RANK_OFFSET + place + 1);
    }
  }
  const order = [...fused.keys()].filter((number) => (fused[number] ?? 0) > 0);
  order.sort((one, other) => (fused[other] ?? 0) - (fused[one] ?? 0) || other - one);
  const scores = lexical.map((score, number) => Math.max(score, semantic[number] ?? 0));
  return { scores, order };
}
