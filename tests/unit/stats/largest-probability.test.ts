import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { largestProbability } from "../../../src/stats/largest-probability.ts";
import { normalCdf } from "../../../src/stats/normal-distribution.ts";
import { topKProbabilities } from "../../../src/stats/top-k-probability.ts";

describe("largest-probability", () => {
  test("of two values it is the normal probability of their difference", () => {
    const probability = largestProbability([3, 1], [2, 1.5], 0);
    assert.ok(Math.abs(probability - normalCdf(2 / 2.5)) < 1e-3);
    assert.equal(largestProbability([5], [1], 0), 1);
  });

  test("three values as SciPy integrates them", () => {
    // from scipy.stats import norm; from scipy.integrate import quad
    // quad(lambda x: norm.pdf(x, 70, 4) * norm.cdf(x, 68, 3) * norm.cdf(x, 71, 6), 30, 110)[0]
    assert.ok(Math.abs(largestProbability([70, 68, 71], [4, 3, 6], 0) - 0.3570967618511307) < 2e-3);
  });

  test("agrees with the probabilities of all values", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: 0, max: 20, noNaN: true }), fc.integer({ min: 1, max: 8 })),
          { minLength: 2, maxLength: 16 },
        ),
        (values) => {
          const means = values.map(([mean]) => mean);
          const sds = values.map(([, sd]) => sd);
          const all = topKProbabilities(means, sds, 1);
          all.forEach((probability, index) => {
            assert.ok(Math.abs(largestProbability(means, sds, index) - probability) < 0.01);
          });
        },
      ),
    );
  });
});
