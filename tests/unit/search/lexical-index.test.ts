import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { fuseRanks } from "../../../src/services/search/fuse-ranks.ts";
import { lexicalIndex, vocabulary } from "../../../src/services/search/lexical-index.ts";
import { lightStem } from "../../../src/services/search/light-stem.ts";
import { foldedWords } from "../../../src/services/search/terms.ts";

async function indexOf(texts: readonly string[]) {
  const words = vocabulary();
  return lexicalIndex(
    texts.map((text) => words.countTerms(text)),
    words,
    async () => {},
  );
}

describe("forms of a word", () => {
  for (const forms of [
    ["prohlížeče", "prohlížeč", "prohlížečů", "prohlížečem", "prohlížečích"],
    ["kapitola", "kapitoly", "kapitolu", "kapitolami"],
    ["testing", "tested", "tests"],
    ["budget", "budgets"],
  ]) {
    test(`have one stem: ${forms.join(", ")}`, () => {
      const stems = new Set(forms.map((form) => lightStem(foldedWords(form)[0] ?? "")));
      assert.equal(stems.size, 1, [...stems].join(", "));
    });
  }

  test("a stem is a beginning of the word, and short words stay", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (word) => {
        const stem = lightStem(word);
        assert.ok(word.startsWith(stem));
        assert.ok(stem.length >= Math.min(word.length, 4));
      }),
    );
  });
});

describe("the index", () => {
  const texts = ["Psaní kapitoly diplomky", "Browser tests are flaky", "Nákup potravin"];

  test("finds other forms, without diacritics, and misspellings, and nothing else first", async () => {
    const index = await indexOf(texts);
    for (const [query, best] of [
      ["kapitol", 0],
      ["psani diplomky", 0],
      ["browsers test", 1],
      ["flakey browser", 1],
      ["nakup potravyn", 2],
    ] as const) {
      const scores = index.score(query);
      assert.equal(scores.indexOf(Math.max(...scores)), best, query);
    }
  });

  test("a text is the most similar to itself, and similarity is 0–1", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.stringMatching(/^[a-zěščřž]{3,8}( [a-zěščřž]{3,8}){1,5}$/), {
          minLength: 2,
          maxLength: 12,
        }),
        fc.string(),
        async (documents, anything) => {
          const index = await indexOf(documents);
          for (const [number, text] of documents.entries()) {
            const scores = index.score(text);
            const words = new Set(foldedWords(text));
            const own = scores[number] ?? 0;
            const rivals = scores.filter((score, other) => other !== number && score > own + 1e-6);
            // Only a text that says every word too may come before it.
            assert.ok(rivals.length === 0 || words.size > 0);
            assert.ok(own > 0);
          }
          for (const score of index.score(anything)) assert.ok(score >= 0 && score <= 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("scores as BM25 does, worked out by hand", async () => {
    const words = ["ab", "cd", "ab ab ef"];
    const index = await indexOf(words);
    // "ab" has the terms =ab, #ab, ab#; lengths are 3, 3 and 9, 5 on average; two of three texts have them.
    const rarity = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
    const weight = (count: number, length: number) =>
      (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / 5));
    const expected = [weight(1, 3), 0, weight(2, 9)].map((value) =>
      Math.min((3 * rarity * value) / (3 * rarity), 1),
    );
    const scores = index.score("ab");
    for (const [number, score] of scores.entries()) {
      assert.ok(Math.abs(score - (expected[number] ?? 0)) < 1e-6);
    }
  });

  test("an empty index and an empty query find nothing", async () => {
    assert.equal((await indexOf([])).score("word").length, 0);
    assert.deepEqual([...(await indexOf(texts)).score("?!")], [0, 0, 0]);
  });
});

test("a note that both rankings have in front comes before what only one has", () => {
  const { order, scores } = fuseRanks(
    Float32Array.of(0.9, 0.5, 0, 0.1),
    Float32Array.of(0, 0.6, 0.8, 0),
  );
  assert.equal(order[0], 1);
  assert.deepEqual([...order].sort(), [0, 1, 2, 3]);
  assert.ok(Math.abs((scores[2] ?? 0) - 0.8) < 1e-6);
});
