import { type EmbeddedTexts, ProviderError } from "../../ports.ts";

/**
 * Validates a provider's vectors and normalizes them to length 1.
 *
 * @throws ProviderError `invalid_answer` unless each text has one finite, non-zero vector, and all have one dimension
 */
export function embedTexts(
  embeddings: readonly number[][],
  count: number,
  body: unknown,
): EmbeddedTexts {
  const dimensions = embeddings[0]?.length ?? 0;
  if (embeddings.length !== count || dimensions === 0) throw new ProviderError("invalid_answer");
  const vectors = new Array<Float32Array | undefined>(count).fill(undefined);
  embeddings.forEach((values, place) => {
    vectors[placeOf(body, place)] = unitVector(values, dimensions);
  });
  const inOrder = vectors.filter((vector) => vector !== undefined);
  if (inOrder.length !== count) throw new ProviderError("invalid_answer");
  return { dimensions, vectors: inOrder };
}

/** The index of a vector's text. OpenAI's protocol sends it beside the vector, and the library ignores it. */
function placeOf(body: unknown, place: number): number {
  const index: unknown = Object(Object(Object(body).data)[place]).index;
  return typeof index === "number" ? index : place;
}

function unitVector(values: readonly number[], dimensions: number): Float32Array {
  const norm = Math.hypot(...values);
  if (values.length !== dimensions || !Number.isFinite(norm) || norm === 0) {
    throw new ProviderError("invalid_answer");
  }
  return Float32Array.from(values, (value) => value / norm);
}
