import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { normalCdf, normalQuantile } from "../../../src/stats/normal-distribution.ts";

function assertClose(actual: number, expected: number, relative: number): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} ${expected}`);
}

describe("the standard normal distribution", () => {
  test("cumulative probabilities agree with R's pnorm", () => {
    // R: sprintf("%.16g", pnorm(c(-8, -3, -1, 0.5, 1.96, 7.5)))
    assertClose(normalCdf(-8), 6.220960574271785e-16, 1e-7);
    assertClose(normalCdf(-3), 0.001349898031630095, 1e-12);
    assertClose(normalCdf(-1), 0.1586552539314571, 1e-13);
    assertClose(normalCdf(0.5), 0.6914624612740131, 1e-13);
    assertClose(normalCdf(1.96), 0.9750021048517795, 1e-13);
    assert.equal(normalCdf(40), 1);
    assert.equal(normalCdf(-40), 0);
  });

  test("quantiles agree with R's qnorm", () => {
    // R: sprintf("%.16g", qnorm(c(1e-10, 0.01, 0.3, 0.5, 0.9, 0.975)))
    assertClose(normalQuantile(1e-10), -6.361340902404056, 1e-8);
    assertClose(normalQuantile(0.01), -2.326347874040841, 1e-8);
    assertClose(normalQuantile(0.3), -0.5244005127080407, 1e-8);
    assert.equal(normalQuantile(0.5), 0);
    assertClose(normalQuantile(0.9), 1.281551565544601, 1e-8);
    assertClose(normalQuantile(0.975), 1.959963984540054, 1e-8);
  });

  test("a quantile of 0 or 1 is infinite", () => {
    assert.equal(normalQuantile(0), Number.NEGATIVE_INFINITY);
    assert.equal(normalQuantile(1), Number.POSITIVE_INFINITY);
  });
});
