import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { normalCdf } from "../../../src/stats/normal-distribution.ts";
import { topKProbabilities } from "../../../src/stats/top-k-probability.ts";
import { assertClose } from "../../support/assert-close.ts";
import { seededRandom } from "../../support/random.ts";

describe("top-k-probability", () => {
  test("agrees with SciPy's quadrature over all subsets", () => {
    // python3 tests/golden/rating-statistics.py
    const expected = [
      0.3813197457906172, 0.7570799102500066, 0.27216426259742027, 0.5863554180764389,
      0.0030806632855171225,
    ];
    const actual = topKProbabilities([70, 72, 68, 71, 60], [3, 2, 5, 1, 4], 2);
    expected.forEach((share, index) => {
      assertClose(actual[index], share, 0.002);
    });
  });

  test("of two values, the larger is decided by their difference", () => {
    const [first] = topKProbabilities([71, 70], [3, 4], 1);
    assertClose(first, normalCdf(1 / 5), 0.001);
  });

  test("agrees with simulation, narrow and wide values mixed", () => {
    const random = seededRandom(7);
    for (let round = 0; round < 8; round += 1) {
      const size = 4 + Math.floor(random.uniform() * 20);
      const means = Array.from({ length: size }, () => 3 * random.normal());
      const sds = means.map(() => (random.uniform() < 0.3 ? 0.5 : 1 + 4 * random.uniform()));
      const actual = topKProbabilities(means, sds, 3);
      const wins = new Float64Array(size);
      const draws = 20_000;
      for (let draw = 0; draw < draws; draw += 1) {
        const values = means.map((mean, index) => mean + (sds[index] ?? 0) * random.normal());
        const third = values.toSorted((a, b) => b - a)[2] ?? 0;
        values.forEach((value, index) => {
          if (value >= third) wins[index] = (wins[index] ?? 0) + 1;
        });
      }
      wins.forEach((count, index) => {
        assertClose(actual[index], count / draws, 0.025, `round ${round}, value ${index}`);
      });
    }
  });

  test("adds up to k, stays within 0 and 1, and is all 1 when everybody fits", () => {
    const value = fc.double({ min: -50, max: 150, noNaN: true });
    const sd = fc.double({ min: 0.05, max: 40, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, sd), { maxLength: 24 }),
        fc.integer({ min: 1, max: 4 }),
        (pairs, k) => {
          const shares = topKProbabilities(
            pairs.map(([mean]) => mean),
            pairs.map(([, spread]) => spread),
            k,
          );
          const sum = shares.reduce((total, share) => total + share, 0);
          assertClose(sum, Math.min(k, pairs.length), 1e-6);
          assert.ok(shares.every((share) => share >= 0 && share <= 1));
        },
      ),
    );
  });
});
