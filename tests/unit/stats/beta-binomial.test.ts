import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { addBetaBinomial, weightedLogRising } from "../../../src/stats/beta-binomial.ts";

function rising(x: number, count: number): number {
  let product = 1;
  for (let step = 0; step < count; step++) product *= x + step;
  return product;
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let step = 1; step <= k; step++) product *= (n - k + step) / step;
  return product;
}

const positive = fc.double({ min: 0.05, max: 30, noNaN: true });

describe("beta-binomial", () => {
  test("agrees with the formula by rising factorials", () => {
    fc.assert(
      fc.property(fc.nat(12), positive, positive, (seen, a, b) => {
        const target = new Float64Array(20);
        addBetaBinomial(target, seen, a, b, 1);
        for (let trials = 0; trials < target.length; trials++) {
          const expected =
            trials < seen
              ? 0
              : (choose(trials, seen) * rising(a, seen) * rising(b, trials - seen)) /
                rising(a + b, trials);
          assert.ok(Math.abs((target[trials] ?? 0) - expected) < 1e-9);
        }
      }),
    );
  });

  test("adds to what is there, by weight", () => {
    const target = Float64Array.of(1, 1);
    addBetaBinomial(target, 0, 1, 1, 0.5);
    assert.deepEqual([...target], [1.5, 1.25]);
  });

  test("sums weighted logarithms of rising factorials", () => {
    fc.assert(
      fc.property(
        positive,
        fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1, maxLength: 15 }),
        (x, weights) => {
          const expected = weights.reduce(
            (sum, weight, count) => sum + weight * Math.log(rising(x, count)),
            0,
          );
          const actual = weightedLogRising(x, weights, weights.length - 1);
          assert.ok(Math.abs(actual - expected) < 1e-6 * (1 + Math.abs(expected)));
        },
      ),
    );
  });
});
