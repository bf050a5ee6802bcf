import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { randomOf } from "../../../benchmarks/quality/support/rated-people.ts";
import { trendLine } from "../../../src/stats/trend-line.ts";

function close(actual: number | undefined, expected: number, tolerance = 1e-10) {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= tolerance * Math.abs(expected));
}

const ones = (length: number) => new Array<number>(length).fill(1);

describe("trend-line", () => {
  test("equal weights: slope, error and p-value as SciPy's linregress", () => {
    // import numpy as np, scipy.stats as st
    // y = np.array([62,65,61,70,68,66,71,69,74,70,73,72.]); st.linregress(np.arange(12), y)
    const values = [62, 65, 61, 70, 68, 66, 71, 69, 74, 70, 73, 72];
    const line = trendLine({ values, weights: ones(12) });
    close(line?.slope, 0.9545454545454546);
    close(line?.standardError, 0.20589428362346454);
    close(line?.pValue, 0.0009275050491728086, 1e-7);
  });

  // The next figures: b, e by np.linalg.lstsq on sqrt(w)-weighted columns (time, one level per group); tr = time less
  // its groups' levels; S = (w*tr*tr).sum(); f = n - columns; over steps that are not empty and follow each other
  // r = mean(e[1:]*e[:-1]) / (e*e).mean(); r += (1+4*r)/n; k = (1+r)/(1-r) with r cut to 0 ... 0.5;
  // u = e*sqrt(w)*tr; L = int(.75*np.cbrt(n));
  // lr = (u*u).sum() + sum(2*(1-l/(L+1))*(u[l:]*u[:-l]).sum() for l in range(1, L+1));
  // se = np.sqrt(max((e*e).sum()/f/S*k, lr*n/f/S**2)); d = f/k; p = 2*scipy.stats.t.sf(abs(b/se), d)
  test("weights and empty steps as NumPy computes them", () => {
    const weights = [2, 0, 3, 1, 4, 2, 0, 5, 1, 3, 2, 2];
    const values = [60, 0, 70, 65, 62, 71, 0, 66, 80, 68, 75, 64];
    const line = trendLine({ values, weights });
    close(line?.slope, 0.5677146311970979);
    close(line?.standardError, 0.48526628845962627);
    close(line?.pValue, 0.2757107536726137, 1e-9);
    assert.equal(line?.points, 10);
  });

  test("neighbours that are alike widen the error as NumPy computes it", () => {
    const values = [3, 4, 6, 5, 7, 9, 8, 8, 7, 6, 8, 9];
    const line = trendLine({ values, weights: ones(12) });
    close(line?.slope, 0.39860139860139854);
    close(line?.standardError, 0.194035467955186);
    close(line?.degreesOfFreedom, 3.3333333333333335);
    close(line?.pValue, 0.12306022434450616, 1e-9);
  });

  test("levels per group as a regression with dummy variables", () => {
    // X = np.column_stack([t] + [(g==k)*1. for k in range(3)]); np.linalg.lstsq(X, y)
    const values = [5, 2, 9, 6, 2, 8, 4, 3, 8, 9, 1, 7];
    const groups = values.map((_, index) => index % 3);
    const line = trendLine({ values, weights: ones(12), groups });
    close(line?.slope, 0.02222222222222316, 1e-6);
    close(line?.standardError, 0.13680586106376869);
    assert.equal(line?.degreesOfFreedom, 8);
  });

  test("scaling the values scales slope and error, and leaves the p-value", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 40 }),
        fc.integer({ min: 2, max: 9 }),
        (values, factor) => {
          const line = trendLine({ values, weights: ones(values.length) });
          const scaled = trendLine({
            values: values.map((value) => value * factor + 3),
            weights: ones(values.length),
          });
          assert.ok(line !== undefined && scaled !== undefined);
          assert.ok(Math.abs(scaled.slope - factor * line.slope) < 1e-9);
          assert.ok(Math.abs(scaled.pValue - line.pValue) < 1e-6);
        },
      ),
    );
  });

  test("too few steps give no line; a constant series has none that matters", () => {
    assert.equal(trendLine({ values: [], weights: [] }), undefined);
    assert.equal(trendLine({ values: [1, 2], weights: [1, 1] }), undefined);
    assert.equal(trendLine({ values: [1, 2, 3], weights: [0, 0, 1] }), undefined);
    assert.equal(trendLine({ values: [7, 7, 7, 7], weights: ones(4) })?.pValue, 1);
  });

  test("without a trend, neighbours alike: at most one alarm in twelve at the 5 % level", () => {
    const random = randomOf(11);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let alarms = 0;
    for (let run = 0; run < 1000; run += 1) {
      let mood = normal();
      const values = Array.from({ length: 60 }, () => {
        mood = 0.3 * mood + Math.sqrt(1 - 0.09) * normal();
        return mood;
      });
      const line = trendLine({ values, weights: ones(60) });
      if (line !== undefined && line.pValue < 0.05) alarms += 1;
    }
    assert.ok(alarms <= 85, `${alarms} in 1000`);
    assert.ok(alarms >= 20, `${alarms} in 1000`);
  });
});
