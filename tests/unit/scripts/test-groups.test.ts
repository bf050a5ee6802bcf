import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { groupTests } from "../../../scripts/test-groups.ts";

const everything = globSync("tests/**/*.test.ts").sort();

describe("test files in groups", () => {
  test("each is in one group, and groups of a kind are about as large", () => {
    const groups = groupTests(everything, 2);
    assert.deepEqual(groups.flatMap(({ files }) => files).sort(), everything);
    const sizes = groups.map(({ files }) => files.length).filter((size) => size > 1);
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
  });

  test("what compares times is alone, and comes last", () => {
    const groups = groupTests(everything, 2);
    const alone = groups.filter(({ isAlone }) => isAlone);
    assert.ok(alone.length > 0);
    assert.deepEqual(groups.slice(-alone.length), alone);
    for (const { files } of alone) assert.equal(files.length, 1);
  });

  test("of few files none is run twice, and no group is empty", () => {
    const groups = groupTests(everything.slice(0, 3), 2);
    assert.deepEqual(groups.flatMap(({ files }) => files).sort(), everything.slice(0, 3));
    assert.ok(groups.every(({ files }) => files.length > 0));
  });

  test("no file has hooks for each test outside of a suite: they would run for the tests of the others", () => {
    const outside = everything.filter((file) => {
      return /^(?:beforeEach|afterEach)\(/m.test(readFileSync(file, "utf8"));
    });
    assert.deepEqual(outside, []);
  });
});
