import { setImmediate as nextTurn } from "node:timers/promises";
import type { NoteEmbedding } from "../../repositories/note-embedding-repository.ts";
import type { SearchableNote } from "./note-index.ts";

const ROWS_PER_TURN = 2000;

/** Cosine of each note's vector with the target, 0 where there is none; the loop gets its turns meanwhile. */
export async function cosines(
  bySession: ReadonlyMap<string, NoteEmbedding>,
  notes: readonly SearchableNote[],
  target: Float32Array,
): Promise<Float32Array> {
  const scores = new Float32Array(notes.length);
  for (const [number, note] of notes.entries()) {
    const vector = bySession.get(note.id)?.vector;
    // Of another model's dimension: not comparable.
    if (vector?.length === target.length) scores[number] = Math.max(dot(vector, target), 0);
    if (number % ROWS_PER_TURN === ROWS_PER_TURN - 1) await nextTurn();
  }
  return scores;
}

/** Both are of length 1, so this is their cosine. */
function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let place = 0; place < one.length; place += 1) {
    sum += (one[place] ?? 0) * (other[place] ?? 0);
  }
  return Math.min(sum, 1);
}
