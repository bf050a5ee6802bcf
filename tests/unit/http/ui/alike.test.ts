import assert from "node:assert/strict";
import { test } from "node:test";
import { rangesOf } from "../../../../src/http/ui/parts/alike.ts";

const ranges = (...intervals: readonly (readonly [number, number])[]) =>
  rangesOf(intervals.map(([lower, upper]) => ({ lower, upper })));

test("indistinguishable entries are bracketed once, and never together with different ones", () => {
  assert.deepEqual(ranges(), []);
  assert.deepEqual(ranges([60, 70]), []);
  assert.deepEqual(ranges([60, 70], [50, 59]), []);
  assert.deepEqual(ranges([60, 70], [55, 65], [50, 62]), [{ first: 0, last: 2 }]);
  // The one in the middle is like both of its sides, which differ.
  assert.deepEqual(ranges([60, 70], [55, 65], [50, 58]), [
    { first: 0, last: 1 },
    { first: 1, last: 2 },
  ]);
  // A wide interval further down does not join what stands apart between.
  assert.deepEqual(ranges([60, 70], [58, 59], [20, 90]), [{ first: 1, last: 2 }]);
});
