import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readSearchSet } from "../../../benchmarks/quality/search/read-set.ts";
import { scoreSearch } from "../../../benchmarks/quality/search/search.ts";

test("the committed results of search are those of the code, and ours finds more than words do", async () => {
  const set = readSearchSet();
  assert.ok(set.queries.length >= 200);
  const methods = await scoreSearch(set);
  const path = join(import.meta.dirname, "../../../benchmarks/quality/results/search.json");
  assert.deepEqual(JSON.parse(readFileSync(path, "utf8")).methods, methods);
  const [ours, words, fts5] = methods;
  for (const other of [words, fts5]) {
    assert.ok((ours?.interval[0] ?? 0) > (other?.interval[1] ?? 1));
  }
});
