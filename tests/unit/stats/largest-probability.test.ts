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

  /** The same integral in steps so fine that its own error does not matter. */
  function finely(means: readonly number[], sds: readonly number[], index: number): number {
    const [mean = 0, sd = 1] = [means[index], sds[index]];
    let sum = 0;
    let weights = 0;
    for (let z = -8; z <= 8; z += 0.01) {
      const weight = Math.exp((-z * z) / 2);
      weights += weight;
      sum += means.reduce(
        (below, other, place) =>
          place === index ? below : below * normalCdf((mean + sd * z - other) / (sds[place] ?? 1)),
        weight,
      );
    }
    return sum / weights;
  }

  const values = fc.array(
    fc.tuple(fc.double({ min: 0, max: 20, noNaN: true }), fc.integer({ min: 1, max: 8 })),
    { minLength: 2, maxLength: 16 },
  );
  /** One value that is known far worse than five others, where steps are wide beside their distributions. */
  const ONE_WIDE: [number, number][] = [6, 1, 1, 1, 1, 1].map((sd) => [0, sd]);

  test("is within 0.001 of the integral, or 0.013 when its value is known far worse than others", () => {
    fc.assert(
      fc.property(values, (values) => {
        const means = values.map(([mean]) => mean);
        const sds = values.map(([, sd]) => sd);
        const error = largestProbability(means, sds, 0) - finely(means, sds, 0);
        const ratio = (sds[0] ?? 1) / Math.min(...sds.slice(1));
        assert.ok(Math.abs(error) < (ratio <= 4 ? 0.001 : 0.013), `off by ${error}`);
      }),
      { examples: [[ONE_WIDE]] },
    );
  });

  test("agrees with the probabilities of all values where all are known about as well", () => {
    const alike = fc.array(
      fc.tuple(fc.double({ min: 0, max: 20, noNaN: true }), fc.integer({ min: 3, max: 8 })),
      { minLength: 2, maxLength: 16 },
    );
    fc.assert(
      fc.property(alike, (values) => {
        const means = values.map(([mean]) => mean);
        const sds = values.map(([, sd]) => sd);
        topKProbabilities(means, sds, 1).forEach((probability, index) => {
          assert.ok(Math.abs(largestProbability(means, sds, index) - probability) < 0.02);
        });
      }),
    );
  });
});
