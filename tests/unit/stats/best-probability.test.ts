import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { bestProbabilities } from "../../../src/stats/best-probability.ts";
import { normalCdf } from "../../../src/stats/normal-distribution.ts";
import { assertClose } from "../../support/assert-close.ts";
import { seededRandom } from "../../support/random.ts";

describe("best-probability", () => {
  test("agrees with SciPy's multivariate normal orthants", () => {
    // python3 tests/golden/rating-statistics.py
    const covariance = Float64Array.from([16, 4, 25, 3, 5, 9, 2, 1, 2, 20]);
    const actual = bestProbabilities([72, 70, 69, 71], covariance);
    assertClose(actual[0], 0.3859648336111889, 0.005, "leader");
    assertClose(actual[1], 0.2346472250939032, 0.02);
    assertClose(actual[2], 0.06659632057812327, 0.02);
    assertClose(actual[3], 0.3127916202865659, 0.02);
  });

  test("of two correlated values, the leader is decided by the difference", () => {
    const [first, second] = bestProbabilities([70, 71], Float64Array.from([9, 3, 16]));
    assertClose(second, normalCdf(1 / Math.sqrt(9 + 16 - 6)), 0.005);
    assertClose((first ?? 0) + (second ?? 0), 1);
  });

  test("agrees with simulation", () => {
    const random = seededRandom(11);
    for (let round = 0; round < 6; round += 1) {
      const sds = Array.from({ length: 4 }, () => 2 + 5 * random.uniform());
      const correlation = random.uniform() * 0.6;
      const means = sds.map(() => 70 + 4 * random.normal());
      const covariance = Float64Array.from(
        sds.flatMap((sd, i) =>
          sds.slice(0, i + 1).map((other, j) => sd * other * (i === j ? 1 : correlation)),
        ),
      );
      const actual = bestProbabilities(means, covariance);
      const wins = new Float64Array(4);
      const draws = 40_000;
      for (let draw = 0; draw < draws; draw += 1) {
        const common = Math.sqrt(correlation) * random.normal();
        const values = means.map((mean, index) => {
          const own = Math.sqrt(1 - correlation) * random.normal();
          return mean + (sds[index] ?? 0) * (common + own);
        });
        const best = values.indexOf(Math.max(...values));
        wins[best] = (wins[best] ?? 0) + 1;
      }
      const leader = means.indexOf(Math.max(...means));
      wins.forEach((count, index) => {
        const tolerance = index === leader ? 0.015 : 0.025;
        assertClose(actual[index], count / draws, tolerance, `round ${round}, value ${index}`);
      });
    }
  });

  test("a value that is far ahead is the best one; equal input gives equal output", () => {
    const covariance = Float64Array.from([4, 0, 4, 0, 0, 4]);
    assert.deepEqual(bestProbabilities([10, 90, 20], covariance), [0, 1, 0]);
    assert.deepEqual(
      bestProbabilities([70, 71, 72], covariance),
      bestProbabilities([70, 71, 72], covariance),
    );
  });
});
