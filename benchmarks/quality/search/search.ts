/**
 * How well notes are found without a provider: `node benchmarks/quality/search/search.ts` writes
 * `benchmarks/quality/results/search.json`. Compared are SQLite's FTS5 and BM25 over words as they are.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { lexicalIndex, vocabulary } from "../../../src/services/search/lexical-index.ts";
import { foldedWords } from "../../../src/services/search/terms.ts";
import { readSearchSet, type SearchSet } from "./read-set.ts";

/** The best notes for a query, best first, as their numbers. */
type Method = (query: string) => number[];

const FOUND = 5;
const RESAMPLES = 2000;

export interface SearchScore {
  readonly method: string;
  readonly recall_at_5: number;
  /** 95 %, over topics drawn again, since queries of one topic succeed and fail together. */
  readonly interval: readonly [number, number];
  readonly mrr_at_5: number;
}

export async function scoreSearch(set: SearchSet = readSearchSet()): Promise<SearchScore[]> {
  const methods: [string, Method][] = [
    ["stems and trigrams (ours)", await ours(set)],
    ["BM25 over words", plainBm25(set)],
    ["SQLite FTS5 unicode61", fts5(set, "unicode61 remove_diacritics 2")],
    ["SQLite FTS5 porter", fts5(set, "porter unicode61 remove_diacritics 2")],
    ["SQLite FTS5 trigram", fts5(set, "trigram remove_diacritics 1")],
  ];
  return methods.map(([method, search]) => ({ method, ...score(set, search) }));
}

async function ours({ notes }: SearchSet): Promise<Method> {
  const words = vocabulary();
  const documents = notes.map(({ text }) => words.countTerms(text));
  const index = await lexicalIndex(documents, words, async () => {});
  return (query) => best(index.score(query));
}

function plainBm25({ notes }: SearchSet): Method {
  const documents = notes.map(({ text }) => foldedWords(text));
  const average = documents.reduce((sum, words) => sum + words.length, 0) / documents.length;
  return (query) => {
    const scores = new Float32Array(documents.length);
    for (const word of new Set(foldedWords(query))) {
      const having = documents.filter((words) => words.includes(word)).length;
      const rarity = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
      for (const [number, words] of documents.entries()) {
        const count = words.filter((each) => each === word).length;
        const saturated = count + 1.2 * (0.25 + (0.75 * words.length) / average);
        scores[number] = (scores[number] ?? 0) + (rarity * count * 2.2) / saturated;
      }
    }
    return best(scores);
  };
}

function fts5({ notes }: SearchSet, tokenizer: string): Method {
  const database = new DatabaseSync(":memory:");
  database.exec(`create virtual table notes using fts5 (text, tokenize = '${tokenizer}')`);
  const insert = database.prepare("insert into notes (rowid, text) values (?, ?)");
  for (const [number, { text }] of notes.entries()) insert.run(number + 1, text);
  const select = database.prepare(
    "select rowid from notes where notes match ? order by bm25(notes) limit 5",
  );
  return (query) => {
    const parts = tokenizer.startsWith("trigram")
      ? foldedWords(query).flatMap(
          (word) => word.match(/(?=(...))/g)?.map((_, place) => word.slice(place, place + 3)) ?? [],
        )
      : foldedWords(query);
    if (parts.length === 0) return [];
    const rows = select.all(parts.map((part) => `"${part}"`).join(" OR "));
    return rows.map(({ rowid }) => Number(rowid) - 1);
  };
}

function best(scores: Float32Array): number[] {
  return [...scores.keys()]
    .filter((number) => (scores[number] ?? 0) > 0)
    .sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other)
    .slice(0, FOUND);
}

function score({ notes, queries }: SearchSet, search: Method): Omit<SearchScore, "method"> {
  const topics = Math.max(...notes.map(({ topic }) => topic)) + 1;
  const recalls: number[][] = Array.from({ length: topics }, () => []);
  let reciprocal = 0;
  for (const { text, topic } of queries) {
    const found = search(text);
    const relevant = notes.filter((note) => note.topic === topic).length;
    const hits = found.filter((number) => notes[number]?.topic === topic);
    recalls[topic]?.push(hits.length / Math.min(relevant, FOUND));
    const first = found.findIndex((number) => notes[number]?.topic === topic);
    if (first >= 0) reciprocal += 1 / (first + 1);
  }
  return {
    recall_at_5: round(mean(recalls.flat())),
    interval: interval(recalls),
    mrr_at_5: round(reciprocal / queries.length),
  };
}

function interval(byTopic: readonly (readonly number[])[]): [number, number] {
  let state = 1;
  const draw = () => {
    // A linear congruential generator, so that the interval is the same each time (Numerical Recipes).
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return byTopic[Math.floor((state / 2 ** 32) * byTopic.length)] ?? [];
  };
  const means = Array.from({ length: RESAMPLES }, () => mean(byTopic.flatMap(draw))).sort(
    (one, other) => one - other,
  );
  return [round(means[RESAMPLES * 0.025] ?? 0), round(means[RESAMPLES * 0.975] ?? 0)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

if (import.meta.main) {
  const set = readSearchSet();
  const results = {
    queries: set.queries.length,
    notes: set.notes.length,
    methods: await scoreSearch(set),
  };
  const path = join(import.meta.dirname, "../results", "search.json");
  writeFileSync(path, `${JSON.stringify(results, undefined, 2)}\n`);
  console.table(results.methods);
}
