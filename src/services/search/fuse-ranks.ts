/** Damping of the top ranks (Cormack, Clarke & Buettcher, "Reciprocal Rank Fusion", 2009). */
const RANK_OFFSET = 60;

/**
 * Combines two rankings by reciprocal rank fusion. The similarity is the larger of the two, each of which is 0–1.
 *
 * @param semantic cosine similarity of each document's vector; 0 without one
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
