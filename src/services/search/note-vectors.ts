import { hash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { userKey } from "../../domain/user-key.ts";
import type { Clock } from "../../ports.ts";
import type {
  NoteEmbedding,
  NoteEmbeddingRepository,
} from "../../repositories/note-embedding-repository.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { SearchableNote } from "./note-index.ts";

/** What notes mean, as vectors of a provider's model; made in the background, newest notes first. */
export interface NoteVectors {
  readonly model: string;
  /** 0 until the first vector is known. */
  dimensions(): number;
  /**
   * Cosine of each note's vector with the query's, 0 where there is none; nothing when the query has no vector.
   * @param today of the person
   */
  score(
    userId: string,
    notes: readonly SearchableNote[],
    query: string,
    today: EpochDay,
  ): Promise<Float32Array | undefined>;
  status(userId: string): { readonly embedded: number; readonly waiting: number };
  /** Deletes a user's vectors; those being made meanwhile are not stored. */
  eraseUser(userId: string): Promise<void>;
  /** Until nothing is being embedded any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Vectors for texts, one each; nothing when the provider may not be asked now, or failed. */
export type Embed = (
  userId: string,
  texts: readonly string[],
  signal: AbortSignal,
) => Promise<readonly Float32Array[] | undefined>;

export interface NoteVectorsParts {
  readonly model: string;
  readonly embed: Embed;
  readonly repository: NoteEmbeddingRepository;
  readonly clock: Clock;
  /** Whether a note may leave on the person's day `today`. */
  readonly maySend: (note: SearchableNote, today: EpochDay) => boolean;
  readonly onTrouble: (error: unknown) => void;
}

interface UserVectors {
  isErased: boolean;
  readonly bySession: Map<string, NoteEmbedding>;
  waiting: number;
  isWorking: boolean;
}

const BATCH = 64;
const MAX_USERS = 50;
const MAX_QUERIES = 500;
const ROWS_PER_TURN = 2000;
/** After a failure the rest waits: every search tries again, but not more often. */
const RETRY_AFTER_MS = 60_000;

export function createNoteVectors(parts: NoteVectorsParts): NoteVectors {
  const { model, repository, clock } = parts;
  const users = new LRUCache<string, UserVectors>({ max: MAX_USERS });
  const queries = new LRUCache<string, Float32Array>({ max: MAX_QUERIES });
  const closing = new AbortController();
  const working = new Set<Promise<void>>();
  let known = 0;
  let restsUntilMs = Number.NEGATIVE_INFINITY;

  async function vectorsOf(userId: string): Promise<UserVectors> {
    const found = users.get(userId);
    if (found !== undefined) return found;
    const list = await repository.list(userId, model);
    const vectors: UserVectors = {
      bySession: new Map(list.map((each) => [each.sessionId, each])),
      ...{ waiting: 0, isWorking: false, isErased: false },
    };
    known ||= list[0]?.vector.length ?? 0;
    users.set(userId, vectors);
    return vectors;
  }

  function embedSoon(
    userId: string,
    vectors: UserVectors,
    notes: readonly SearchableNote[],
    today: EpochDay,
  ): void {
    const missing = notes.filter((note) => {
      const vector = vectors.bySession.get(note.id);
      return parts.maySend(note, today) && vector?.textSha256 !== digest(note);
    });
    vectors.waiting = missing.length;
    if (missing.length === 0 || vectors.isWorking || clock.now() < restsUntilMs) return;
    vectors.isWorking = true;
    const work = embedAll(userId, vectors, missing.reverse())
      .catch(parts.onTrouble)
      .finally(() => {
        vectors.isWorking = false;
        working.delete(work);
      });
    working.add(work);
  }

  async function embedAll(
    userId: string,
    vectors: UserVectors,
    missing: readonly SearchableNote[],
  ): Promise<void> {
    for (let start = 0; start < missing.length; start += BATCH) {
      const batch = missing.slice(start, start + BATCH);
      const found = await parts.embed(userId, batch.map(embeddedText), closing.signal);
      if (vectors.isErased) return;
      if (found === undefined) {
        restsUntilMs = clock.now() + RETRY_AFTER_MS;
        return;
      }
      const embeddings = batch.flatMap((note, place): NoteEmbedding[] => {
        const vector = found[place];
        return vector === undefined
          ? []
          : [{ sessionId: note.id, textSha256: digest(note), vector }];
      });
      await repository.save(userId, model, embeddings, clock.now());
      for (const each of embeddings) vectors.bySession.set(each.sessionId, each);
      vectors.waiting -= embeddings.length;
      known ||= found[0]?.length ?? 0;
    }
    await repository.deleteOtherModels(userId, model);
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
        embedSoon(userId, vectors, notes, today);
        if (vectors.bySession.size === 0) return undefined;
        const target = await queryVector(userId, query);
        if (target === undefined) return undefined;
        return await cosines(vectors, notes, target);
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
    async settled() {
      while (working.size > 0) await Promise.all(working);
    },
    async close() {
      closing.abort();
      await this.settled();
    },
  };
}

async function cosines(
  { bySession }: UserVectors,
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

const MAX_EMBEDDED_LENGTH = 1000;

function embeddedText({ task, notes }: SearchableNote): string {
  return [task, notes]
    .filter((part) => part !== null)
    .join("\n")
    .slice(0, MAX_EMBEDDED_LENGTH);
}

function digest(note: SearchableNote): string {
  return hash("sha256", embeddedText(note), "hex");
}
