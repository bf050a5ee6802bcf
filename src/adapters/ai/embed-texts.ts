import { type EmbeddedTexts, ProviderError } from "../../ports.ts";

/**
 * Vectors as a provider gave them, checked and brought to length 1.
 *
 * @throws ProviderError `invalid_answer` unless there is one finite vector per text, all of one dimension, none zero
 */
export function embedTexts(embeddings: readonly number[][], count: number): EmbeddedTexts {
  const dimensions = embeddings[0]?.length ?? 0;
  if (embeddings.length !== count || dimensions === 0) throw new ProviderError("invalid_answer");
  return { dimensions, vectors: embeddings.map((values) => unitVector(values, dimensions)) };
}

function unitVector(values: readonly number[], dimensions: number): Float32Array {
  const norm = Math.hypot(...values);
  if (values.length !== dimensions || !Number.isFinite(norm) || norm === 0) {
    throw new ProviderError("invalid_answer");
  }
  return Float32Array.from(values, (value) => value / norm);
}
