import { termsOf } from "./terms.ts";

/**
 * Full-text search in one person's notes: BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond", 2009) over stems and trigrams alike, with postings in typed arrays.
 */
export interface LexicalIndex {
  /**
   * Scores of all documents for a query, 0–1: the weighted share of the query's terms that they contain. 1 means that a
   * document contains every term as often as a document of average length may.
   */
  score(query: string): Float32Array;
  readonly bytes: number;
}

/** Term frequencies of a text: pairs of term and count. */
export type TermCounts = Uint32Array;

/** Terms by number; grows with every text that is read. */
export interface Vocabulary {
  countTerms(text: string): TermCounts;
  idOf(term: string): number | undefined;
  readonly size: number;
}

export function vocabulary(): Vocabulary {
  const ids = new Map<string, number>();
  return {
    countTerms(text) {
      const counts = new Map<number, number>();
      for (const term of termsOf(text)) {
        let id = ids.get(term);
        if (id === undefined) {
          id = ids.size;
          ids.set(term, id);
        }
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const pairs = new Uint32Array(2 * counts.size);
      let place = 0;
      for (const [id, count] of counts) {
        pairs[place] = id;
        pairs[place + 1] = count;
        place += 2;
      }
      return pairs;
    },
    idOf: (term) => ids.get(term),
    get size() {
      return ids.size;
    },
  };
}

/** BM25's k1: saturation of the term frequency. */
const SATURATION = 1.2;
/** BM25's b: normalisation by document length. */
const LENGTH_WEIGHT = 0.75;

/** Documents processed before yielding to the event loop. */
const DOCUMENTS_PER_TURN = 200;

/**
 * @param documents their terms, counted with this vocabulary
 * @param turn yields to the event loop; called after a few milliseconds of work
 */
export async function lexicalIndex(
  documents: readonly TermCounts[],
  words: Vocabulary,
  turn: () => Promise<unknown>,
): Promise<LexicalIndex> {
  const { starts, lengths, average } = await measure(documents, words.size, turn);
  const postings = starts.at(-1) ?? 0;
  const found = new Uint32Array(postings);
  const weights = new Float32Array(postings);
  const next = starts.slice();
  for (const [number, counts] of documents.entries()) {
    const length = LENGTH_WEIGHT * ((lengths[number] ?? 0) / average);
    for (let place = 0; place < counts.length; place += 2) {
      const term = counts[place] ?? 0;
      const count = counts[place + 1] ?? 0;
      const at = next[term] ?? 0;
      next[term] = at + 1;
      found[at] = number;
      const saturated = count + SATURATION * (1 - LENGTH_WEIGHT + length);
      weights[at] = (count * (SATURATION + 1)) / saturated;
    }
    if (endsTurn(number)) await turn();
  }

  /** Adds one query term to the scores; returns its weight. */
  function addTerm(term: string, scores: Float32Array): number {
    const id = words.idOf(term) ?? starts.length;
    // A term added to the vocabulary later is in none of these documents.
    const from = starts[id] ?? 0;
    const to = starts[id + 1] ?? from;
    const rarity = inverseFrequency(to - from, documents.length);
    for (let at = from; at < to; at += 1) {
      const number = found[at] ?? 0;
      scores[number] = (scores[number] ?? 0) + rarity * (weights[at] ?? 0);
    }
    return rarity;
  }

  return {
    bytes: starts.byteLength + found.byteLength + weights.byteLength,
    score(query) {
      const scores = new Float32Array(documents.length);
      let best = 0;
      for (const term of new Set(termsOf(query))) best += addTerm(term, scores);
      for (let number = 0; number < scores.length && best > 0; number += 1) {
        scores[number] = Math.min((scores[number] ?? 0) / best, 1);
      }
      return scores;
    },
  };
}

/** Computes where the postings of each term begin, and the lengths of documents. */
async function measure(
  documents: readonly TermCounts[],
  terms: number,
  turn: () => Promise<unknown>,
): Promise<{ starts: Uint32Array; lengths: Float32Array; average: number }> {
  const starts = new Uint32Array(terms + 1);
  const lengths = new Float32Array(documents.length);
  let total = 0;
  for (const [number, counts] of documents.entries()) {
    for (let place = 0; place < counts.length; place += 2) {
      const next = (counts[place] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
      lengths[number] = (lengths[number] ?? 0) + (counts[place + 1] ?? 0);
    }
    total += lengths[number] ?? 0;
    if (endsTurn(number)) await turn();
  }
  for (let term = 1; term < starts.length; term += 1) {
    starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
  }
  return { starts, lengths, average: total / Math.max(documents.length, 1) };
}

function endsTurn(number: number): boolean {
  return number % DOCUMENTS_PER_TURN === DOCUMENTS_PER_TURN - 1;
}

/** Inverse document frequency of a term in this many of all documents; never negative. */
function inverseFrequency(documents: number, all: number): number {
  return Math.log(1 + (all - documents + 0.5) / (documents + 0.5));
}
