import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { shrunkenMean } from "../../../src/stats/shrunken-mean.ts";
import { assertClose } from "../../support/assert-close.ts";

describe("shrunken-mean", () => {
  test("meets the prior half-way when both are worth the same", () => {
    const { mean, sd } = shrunkenMean(4, 80, 100, { mean: 60, sd: 5 });
    assertClose(mean, 70);
    assertClose(sd, 5 / Math.SQRT2);
  });

  test("is the prior without values, and the values' mean with very many", () => {
    const prior = { mean: 60, sd: 5 };
    assert.deepEqual(shrunkenMean(0, Number.NaN, 100, prior), prior);
    assertClose(shrunkenMean(1e9, 80, 100, prior).mean, 80, 1e-6);
  });
});
