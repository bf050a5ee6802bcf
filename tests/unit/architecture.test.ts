import assert from "node:assert/strict";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, test } from "node:test";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Paths from the root, in backticks: `src/time/zone.ts`, `docs/decisions`. */
const NAMED_PATH = /`((?:benchmarks|bin|docs|migrations|scripts|src|tests|web)\/[\w./-]+?)\/?`/g;

/** Longer files hold more than one idea. */
const MAX_LINES = 400;

test("no file of code is longer than 400 lines", () => {
  const files = globSync("{src,tests,benchmarks,scripts,web,deploy}/**/*.{ts,js,css}", {
    cwd: root,
  });
  assert.ok(files.length > 1000, `${files.length} files`);
  const long = files.filter((file) => read(file).split("\n").length - 1 > MAX_LINES);
  assert.deepEqual(long, []);
});

describe("the map of the code", () => {
  const map = read("ARCHITECTURE.md");

  test("names every folder and file directly below src", () => {
    const named = new Set([...map.matchAll(/`src\/([\w.-]+)/g)].map(([, name]) => name));
    // What is used everywhere needs no place on the map.
    const missing = readdirSync(join(root, "src")).filter(
      (name) => name !== "errors.ts" && !named.has(name),
    );
    assert.deepEqual(missing, []);
  });

  test("and whatever else names a path of this repository name one that exists", () => {
    const files = globSync(
      ["*.md", "docs/**/*.md", "{src,tests,benchmarks,scripts}/**/*.{ts,md}", "*.js"],
      { cwd: root },
    );
    const gone = files.flatMap((file) =>
      [...read(file).matchAll(NAMED_PATH)]
        .map(([, path = ""]) => path)
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${file}: ${path}`),
    );
    assert.deepEqual(gone, []);
  });

  test("has a glossary in which each word stands once", () => {
    const [, glossary = ""] = map.split("## Glossary");
    const [rows = ""] = glossary.split("\n## ");
    const words = [...rows.matchAll(/^\| ([a-z][\w -]*) \| /gm)].map(([, word]) => word);
    assert.ok(words.length >= 20, `${words.length} words`);
    assert.equal(new Set(words).size, words.length);
    for (const word of ["profile", "fold", "day cut", "version feed", "basis"]) {
      assert.ok(words.includes(word), word);
    }
  });
});
