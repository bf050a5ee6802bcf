import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { convolve, supportOf } from "../../../src/stats/convolve.ts";
import {
  centralInterval,
  massBetween,
  meanOf,
  normalise,
  quantileOf,
} from "../../../src/stats/pmf.ts";

const pmf = [0.1, 0.2, 0.4, 0.3];

describe("summaries of a count distribution", () => {
  test("the mean weighs each count", () => assert.equal(meanOf(pmf), 0.2 + 0.8 + 0.3 * 3));

  test("a quantile is the smallest count that reaches the share", () => {
    assert.equal(quantileOf(pmf, 0.1), 0);
    assert.equal(quantileOf(pmf, 0.31), 2);
    assert.equal(quantileOf(pmf, 1), 3);
  });

  test("a cumulative sum that misses the share by a rounding error reaches it", () => {
    assert.equal(quantileOf([0.1, 0.2, 0.7], 0.1 + 0.2), 1);
  });

  test("an interval states the mass it really holds", () => {
    const { lower, upper, mass } = centralInterval(pmf, 0.8);
    assert.deepEqual([lower, upper], [0, 3]);
    assert.equal(mass, 1);
    assert.ok(Math.abs(massBetween(pmf, 1, 2) - 0.6) < 1e-12);
    assert.equal(massBetween(pmf, -3, -1), 0);
  });

  test("weights without a sum stay as they are", () => {
    const weights = new Float64Array(3);
    assert.equal(normalise(weights), 0);
    assert.deepEqual([...weights], [0, 0, 0]);
  });
});

describe("sums of counts", () => {
  test("two dice", () => {
    const die = [0, 1, 1, 1, 1, 1, 1].map((weight) => weight / 6);
    const two = convolve(die, die);
    assert.equal(two.length, 13);
    assert.ok(Math.abs((two[7] ?? 0) - 6 / 36) < 1e-15);
    assert.ok(Math.abs((two[12] ?? 0) - 1 / 36) < 1e-15);
  });

  test("the support ends where what lies beyond weighs nothing, all of it together", () => {
    assert.equal(supportOf([0.5, 0.5, 1e-13, 1e-13]), 2);
    assert.equal(supportOf([0.5, 0.5, 6e-13, 6e-13]), 3);
    assert.equal(supportOf([0]), 1);
  });
});
