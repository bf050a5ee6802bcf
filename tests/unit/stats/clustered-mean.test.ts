import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { clusteredMean } from "../../../src/stats/clustered-mean.ts";
import { assertClose } from "../../support/assert-close.ts";

describe("clustered-mean", () => {
  // NumPy figures: python3 tests/golden/rating-statistics.py
  test("agrees with NumPy, by the clusters' spread or by the noise, whichever is larger", () => {
    const now = clusteredMean([3, 0, 4, 2, 3], [250, 0, 340, 150, 255], 64);
    assertClose(now?.mean, 82.91666666666667);
    assertClose(now?.variance, 5.333333333333333);
    assert.equal(now?.clusters, 4);
    assert.equal(now?.count, 12);
    const before = clusteredMean([2, 3, 3, 4, 0, 2, 5], [130, 190, 240, 260, 0, 120, 330], 64);
    assertClose(before?.mean, 66.84210526315789);
    assertClose(before?.variance, 6.454830764036495);
  });

  test("ratings that repeat within a day count as one observation of it", () => {
    const once = clusteredMean([1, 1, 1], [60, 70, 80], 1);
    const tenfold = clusteredMean([10, 10, 10], [600, 700, 800], 1);
    assertClose(tenfold?.variance, once?.variance ?? 0);
  });

  test("one cluster says nothing about its own spread", () => {
    assert.equal(clusteredMean([0, 9, 0], [0, 630, 0], 100), undefined);
    assert.equal(clusteredMean([], [], 100), undefined);
  });
});
