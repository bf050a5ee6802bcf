import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { spreadOfMeans } from "../../../src/stats/spread-of-means.ts";
import { assertClose } from "../../support/assert-close.ts";
import { seededRandom } from "../../support/random.ts";

describe("spread-of-means", () => {
  test("agrees with NumPy; empty groups take no part", () => {
    // python3 tests/golden/rating-statistics.py
    assertClose(spreadOfMeans([10, 4, 0, 7], [70, 82, 0, 65], 100), 41.311594202898554);
  });

  test("finds the spread that made the means, on average", () => {
    const random = seededRandom(3);
    const counts = [4, 9, 2, 12, 6, 6, 3, 20];
    let sum = 0;
    const rounds = 4000;
    for (let round = 0; round < rounds; round += 1) {
      const means = counts.map(
        (count) => 70 + 8 * random.normal() + (10 / Math.sqrt(count)) * random.normal(),
      );
      sum += spreadOfMeans(counts, means, 100) ?? 0;
    }
    assertClose(sum / rounds, 64, 0.06);
  });

  test("is never negative, and unknown for fewer than two groups", () => {
    assert.equal(spreadOfMeans([5, 5], [70, 70], 400), 0);
    assert.equal(spreadOfMeans([5, 0], [70, 0], 400), undefined);
  });
});
