import assert from "node:assert/strict";
import { test } from "node:test";
import { LONG_TESTS, renderLeftOut, splitLongTests } from "../../../scripts/long-tests.ts";
import { selectTests } from "../../../scripts/test-selection.ts";

test("every long file is there, and a run of all files splits into it and the rest", () => {
  const { files } = selectTests(["tests"]);
  const { short, long } = splitLongTests(files);
  assert.deepEqual(long, LONG_TESTS);
  assert.deepEqual([...short, ...long].sort(), files);
});

test("a run that leaves files out names each", () => {
  assert.match(renderLeftOut(["tests/a.test.ts"]), /LEFT OUT.*--all[\s\S]*tests\/a\.test\.ts/);
});
