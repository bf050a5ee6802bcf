import assert from "node:assert/strict";
import { test } from "node:test";
import { selectTests } from "../../../scripts/test-selection.ts";

test("a folder stands for its test files, and each is run once", () => {
  const own = "tests/unit/scripts/test-selection.test.ts";
  const { files, wrong } = selectTests(["tests/unit/scripts", own]);
  assert.ok(files.includes(own));
  assert.equal(new Set(files).size, files.length);
  assert.deepEqual(wrong, []);
});

test("a name that leads to no test file is called wrong, though others are right", () => {
  const { wrong } = selectTests(["tests/unit/scripts", "tests/nothing", "tests/gone.test.ts"]);
  assert.deepEqual(wrong, ["tests/nothing", "tests/gone.test.ts"]);
});
