import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { katzInto } from "../../../src/stats/katz.ts";
import golden from "../../fixtures/forecasting-golden.json" with { type: "json" };

const BINS = 200;

function katz(mean: number, dispersion: number): Float64Array {
  const pmf = new Float64Array(BINS);
  katzInto(pmf, mean, dispersion);
  return pmf;
}

describe("katzInto", () => {
  for (const { mu, D, pmf } of golden.katz) {
    test(`agrees with the reference at mean ${mu}, dispersion ${D}`, () => {
      const ours = katz(mu, D);
      pmf.forEach((expected, count) => {
        assert.ok(Math.abs((ours[count] ?? 0) - expected) < 1e-11, `count ${count}`);
      });
    });
  }

  test("is Poisson at dispersion 1", () => {
    // R: dpois(0:3, 1.5)
    const poisson = [0.22313016, 0.33469524, 0.25102143, 0.12551072];
    poisson.forEach((expected, count) => {
      assert.ok(Math.abs((katz(1.5, 1)[count] ?? 0) - expected) < 1e-8);
    });
  });

  test("adds up to 1 for any mean and dispersion, the tail lying on the last bin", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 300, noNaN: true }),
        fc.double({ min: 0.25, max: 50, noNaN: true }),
        (mean, dispersion) => {
          const pmf = katz(mean, dispersion);
          const sum = pmf.reduce((total, probability) => total + probability, 0);
          assert.ok(Math.abs(sum - 1) < 1e-9, `sum ${sum}`);
          assert.ok(pmf.every((probability) => probability >= 0));
        },
      ),
    );
  });

  test("has the mean and the variance it was asked for when counts may scatter freely", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (mean, dispersion) => {
          const pmf = katz(mean, dispersion);
          let first = 0;
          let second = 0;
          pmf.forEach((probability, count) => {
            first += count * probability;
            second += count * count * probability;
          });
          assert.ok(Math.abs(first - mean) < 1e-6);
          assert.ok(Math.abs(second - first * first - dispersion * mean) < 1e-4);
        },
      ),
    );
  });

  test("leaves nothing behind of what the array held before", () => {
    const pmf = new Float64Array(10).fill(7);
    katzInto(pmf, 0.5, 0.25);
    assert.ok(Math.abs(pmf.reduce((sum, value) => sum + value, 0) - 1) < 1e-12);
  });
});
