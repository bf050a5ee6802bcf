import type { Clock } from "../../ports.ts";
import type { EmbeddingHealth, SearchAnswer } from "../../schemas/search.ts";
import { formatDay } from "../../time/calendar.ts";
import { dayMomentAt } from "../../time/local-day.ts";
import { fuseRanks } from "./fuse-ranks.ts";
import type { SearchableNote } from "./note-index.ts";
import type { NoteIndexes } from "./note-indexes.ts";
import type { NoteVectors } from "./note-vectors.ts";

export interface SearchQuestion {
  readonly query: string;
  readonly limit: number;
  /** 0–1. */
  readonly minSimilarity: number;
  readonly days: number;
}

export interface SearchService {
  /** Notes of completed sessions of the last days, most similar first. */
  search(userId: string, question: SearchQuestion): Promise<SearchAnswer>;
  health(userId: string): EmbeddingHealth;
  /** Deletes the index and the stored vectors of a person's notes. */
  forget(userId: string): Promise<void>;
}

export interface SearchServiceParts {
  readonly indexes: NoteIndexes;
  /** Absent without an embedding model. */
  readonly vectors: NoteVectors | undefined;
  readonly clock: Clock;
}

export const LEXICAL_MODEL = "lexical-1";

export function createSearchService(parts: SearchServiceParts): SearchService {
  const { indexes, vectors, clock } = parts;
  return {
    async search(userId, { query, limit, minSimilarity, days }) {
      const {
        notes: { notes, index },
        cut,
      } = await indexes.of(userId);
      const today = dayMomentAt(clock.now(), cut).day;
      const fromDay = today - days;
      const lexical = index.score(query);
      const semantic = await vectors?.score(userId, notes, query, today);
      const { scores, order } =
        semantic === undefined
          ? { scores: lexical, order: rank(lexical) }
          : fuseRanks(lexical, semantic);
      const results = order
        .filter((number) => {
          const similarity = scores[number] ?? 0;
          return (
            similarity > 0 && similarity >= minSimilarity && (notes[number]?.day ?? 0) >= fromDay
          );
        })
        .slice(0, limit)
        .flatMap((number) => resultOf(notes[number], scores[number] ?? 0));
      return {
        ...{ query, results, count: results.length },
        model: semantic === undefined ? LEXICAL_MODEL : (vectors?.model ?? LEXICAL_MODEL),
        dimensions: semantic === undefined ? 0 : (vectors?.dimensions() ?? 0),
        method: semantic === undefined ? "lexical" : "fused",
      };
    },
    async forget(userId) {
      indexes.forget(userId);
      await vectors?.eraseUser(userId);
    },
    health(userId) {
      const index = indexes.peek(userId);
      const embedded = vectors?.status(userId);
      return {
        status: "healthy",
        model: vectors?.model ?? LEXICAL_MODEL,
        dimensions: vectors?.dimensions() ?? 0,
        test_embedding_length: vectors?.dimensions() ?? 0,
        indexed_notes: index?.notes.length ?? null,
        index_bytes: index?.bytes ?? null,
        embedded_notes: embedded?.embedded ?? 0,
        waiting_notes: embedded?.waiting ?? 0,
      };
    },
  };
}

function resultOf(note: SearchableNote | undefined, similarity: number): SearchAnswer["results"] {
  if (note === undefined) return [];
  const { id, day, category, task, notes, rating } = note;
  return [
    {
      ...{ id, date: formatDay(day), category, task, notes, productivity_rating: rating },
      similarity: Math.round(similarity * 1e4) / 1e4,
    },
  ];
}

/** Indices of documents, best first. Ties are ordered newest first, because notes are chronological. */
function rank(scores: Float32Array): number[] {
  const found: number[] = [];
  for (const [number, score] of scores.entries()) if (score > 0) found.push(number);
  return found.sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || other - one);
}
