import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { crps } from "../../../src/stats/crps.ts";

/** The definition that does not use cumulative sums: E|X − y| − E|X − X′| / 2. */
function byExpectation(pmf: readonly number[], observed: number): number {
  let miss = 0;
  let spread = 0;
  pmf.forEach((p, x) => {
    miss += p * Math.abs(x - observed);
    pmf.forEach((q, other) => {
      spread += p * q * Math.abs(x - other);
    });
  });
  return miss - spread / 2;
}

const distributions = fc
  .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 })
  .map((weights) => {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  });

describe("crps", () => {
  test("of a point forecast is the absolute error", () => {
    assert.equal(crps([0, 0, 1, 0, 0], 4), 2);
    assert.equal(crps([0, 0, 1], 2), 0);
  });

  test("equals the definition by expectations", () => {
    fc.assert(
      fc.property(distributions, fc.nat(11), (pmf, drawn) => {
        const observed = Math.min(drawn, pmf.length - 1);
        assert.ok(Math.abs(crps(pmf, observed) - byExpectation(pmf, observed)) < 1e-9);
      }),
    );
  });

  test("is on average best for the true distribution", () => {
    fc.assert(
      fc.property(distributions, distributions, (truth, other) => {
        if (truth.length !== other.length) return;
        const expected = (forecast: readonly number[]) =>
          truth.reduce((sum, p, observed) => sum + p * crps(forecast, observed), 0);
        assert.ok(expected(truth) <= expected(other) + 1e-12);
      }),
    );
  });

  test("counts beyond the last bin count as the last bin", () => {
    assert.equal(crps([0.5, 0.5], 9), crps([0.5, 0.5], 1));
  });
});
