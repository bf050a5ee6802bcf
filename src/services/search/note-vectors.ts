import { LRUCache } from "lru-cache";
import { userKey } from "../../domain/user-key.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { cosines } from "./cosines.ts";
import { createNoteEmbedder, type NoteEmbedderParts, type UserVectors } from "./note-embedder.ts";
import type { SearchableNote } from "./note-index.ts";

/** Vectors of notes from a provider's model, computed in the background, newest notes first. */
export interface NoteVectors {
  readonly model: string;
  /** 0 until the first vector is known. */
  dimensions(): number;
  /**
   * Cosine similarity of each note's vector with the query's, 0 without one; `undefined` when the query has no vector.
   * @param today the person's current day
   */
  score(
    userId: string,
    notes: readonly SearchableNote[],
    query: string,
    today: EpochDay,
  ): Promise<Float32Array | undefined>;
  status(userId: string): { readonly embedded: number; readonly waiting: number };
  /** Deletes a user's vectors; those being computed are not stored. */
  eraseUser(userId: string): Promise<void>;
  /** Resolves when no vector is being computed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Users whose vectors are in memory. */
const MAX_USERS = 50;
/** Queries whose vectors are in memory. */
const MAX_QUERIES = 500;

export function createNoteVectors(parts: NoteEmbedderParts): NoteVectors {
  const { model, repository } = parts;
  const users = new LRUCache<string, UserVectors>({ max: MAX_USERS });
  const queries = new LRUCache<string, Float32Array>({ max: MAX_QUERIES });
  const closing = new AbortController();
  let known = 0;
  const noteDimensions = (dimensions: number) => {
    known ||= dimensions;
  };
  const embedder = createNoteEmbedder({ ...parts, onVector: noteDimensions }, closing.signal);

  async function vectorsOf(userId: string): Promise<UserVectors> {
    const found = users.get(userId);
    if (found !== undefined) return found;
    const list = await repository.list(userId, model);
    const vectors: UserVectors = {
      bySession: new Map(list.map((each) => [each.sessionId, each])),
      ...{ waiting: 0, isWorking: false, isErased: false },
    };
    noteDimensions(list[0]?.vector.length ?? 0);
    users.set(userId, vectors);
    return vectors;
  }

  async function queryVector(userId: string, query: string): Promise<Float32Array | undefined> {
    const key = userKey(userId, query);
    const cached = queries.get(key);
    if (cached !== undefined) return cached;
    const vector = (await parts.embed(userId, [query], closing.signal))?.[0];
    if (vector !== undefined) queries.set(key, vector);
    return vector;
  }

  return {
    model,
    dimensions: () => known,
    async score(userId, notes, query, today) {
      try {
        const vectors = await vectorsOf(userId);
        embedder.begin(userId, vectors, notes, today);
        if (vectors.bySession.size === 0) return undefined;
        const target = await queryVector(userId, query);
        if (target === undefined) return undefined;
        return await cosines(vectors.bySession, notes, target);
      } catch (error) {
        parts.onTrouble(error);
        return undefined;
      }
    },
    status(userId) {
      const vectors = users.peek(userId);
      return { embedded: vectors?.bySession.size ?? 0, waiting: vectors?.waiting ?? 0 };
    },
    async eraseUser(userId) {
      const vectors = users.get(userId);
      if (vectors !== undefined) vectors.isErased = true;
      users.delete(userId);
      const start = userKey(userId, "");
      for (const key of queries.keys()) if (key.startsWith(start)) queries.delete(key);
      await repository.erase(userId);
    },
    settled: embedder.settled,
    async close() {
      closing.abort();
      await embedder.settled();
    },
  };
}
