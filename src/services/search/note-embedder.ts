import type { Clock } from "../../ports.ts";
import type {
  NoteEmbedding,
  NoteEmbeddingRepository,
} from "../../repositories/note-embedding-repository.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { embeddedText, textDigest } from "./embedded-text.ts";
import type { SearchableNote } from "./note-index.ts";

/** Vectors for texts, one each; `undefined` when the provider may not be asked now, or failed. */
export type Embed = (
  userId: string,
  texts: readonly string[],
  signal: AbortSignal,
) => Promise<readonly Float32Array[] | undefined>;

/** A user's vectors in memory. */
export interface UserVectors {
  isErased: boolean;
  readonly bySession: Map<string, NoteEmbedding>;
  waiting: number;
  isWorking: boolean;
}

/** Computes missing vectors in the background, newest notes first. */
export interface NoteEmbedder {
  /** @param today the person's current day */
  begin(
    userId: string,
    vectors: UserVectors,
    notes: readonly SearchableNote[],
    today: EpochDay,
  ): void;
  /** Resolves when no vector is being computed. */
  settled(): Promise<void>;
}

export interface NoteEmbedderParts {
  readonly model: string;
  readonly embed: Embed;
  readonly repository: NoteEmbeddingRepository;
  readonly clock: Clock;
  /** Whether a note may be sent on the person's day `today`. */
  readonly maySend: (note: SearchableNote, today: EpochDay) => boolean;
  readonly onTrouble: (error: unknown) => void;
}

const BATCH = 64;
/** After a failure the rest waits. Each search tries again, but at most this often. */
const RETRY_AFTER_MS = 60_000;

/** @param closing aborts calls in progress */
export function createNoteEmbedder(
  parts: NoteEmbedderParts & {
    /** Called with the dimension of a vector. */
    readonly onVector: (dimensions: number) => void;
  },
  closing: AbortSignal,
): NoteEmbedder {
  const { model, repository, clock } = parts;
  const working = new Set<Promise<void>>();
  let restsUntilMs = Number.NEGATIVE_INFINITY;

  function begin(
    userId: string,
    vectors: UserVectors,
    notes: readonly SearchableNote[],
    today: EpochDay,
  ): void {
    const missing = notes.filter((note) => {
      const vector = vectors.bySession.get(note.id);
      return parts.maySend(note, today) && vector?.textSha256 !== textDigest(note);
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
      const found = await parts.embed(userId, batch.map(embeddedText), closing);
      if (vectors.isErased) return;
      if (found === undefined) {
        restsUntilMs = clock.now() + RETRY_AFTER_MS;
        return;
      }
      const embeddings = batch.flatMap((note, place): NoteEmbedding[] => {
        const vector = found[place];
        return vector === undefined
          ? []
          : [{ sessionId: note.id, textSha256: textDigest(note), vector }];
      });
      await repository.save(userId, model, embeddings, clock.now());
      for (const each of embeddings) vectors.bySession.set(each.sessionId, each);
      vectors.waiting -= embeddings.length;
      parts.onVector(found[0]?.length ?? 0);
    }
    await repository.deleteOtherModels(userId, model);
  }

  return {
    begin,
    async settled() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}
