import { setImmediate as nextTurn } from "node:timers/promises";
import type { NoteEmbedding } from "../../repositories/note-embedding-repository.ts";
import type { SearchableNote } from "./note-index.ts";

/** Vectors compared before yielding to the event loop. */
const ROWS_PER_TURN = 2000;

/** Cosine similarity of each note's vector with the target, 0 without a vector. Yields to the event loop in between. */
export async function cosines(
  bySession: ReadonlyMap<string, NoteEmbedding>,
  notes: readonly SearchableNote[],
  target: Float32Array,
): Promise<Float32Array> {
  const scores = new Float32Array(notes.length);
  for (const [number, note] of notes.entries()) {
    const vector = bySession.get(note.id)?.vector;
    // A vector of another model's dimension is not comparable.
    if (vector?.length === target.length) scores[number] = Math.max(dot(vector, target), 0);
    if (number % ROWS_PER_TURN === ROWS_PER_TURN - 1) await nextTurn();
  }
  return scores;
}

/** Both have length 1, so the dot product is the cosine. */
function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let place = 0; place < one.length; place += 1) {
    sum += (one[place] ?? 0) * (other[place] ?? 0);
  }
  return Math.min(sum, 1);
}
