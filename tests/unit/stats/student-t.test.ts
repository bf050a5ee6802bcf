import { describe, test } from "node:test";
import {
  incompleteBeta,
  logGamma,
  studentTHalfWidth,
  studentTTwoSided,
} from "../../../src/stats/student-t.ts";
import { assertClose } from "../../support/assert-close.ts";

// SciPy figures: python3 tests/golden/rating-statistics.py
describe("student-t", () => {
  test("two-sided probabilities agree with SciPy", () => {
    const figures: [number, number, number][] = [
      [0.5, 1, 0.7048327646991335],
      [1, 2.5, 0.40406102727827364],
      [2, 6, 0.09242631153167512],
      [-2.5, 11.3, 0.028996868092906705],
      [8, 30, 6.265822475700759e-9],
      [0, 4, 1],
    ];
    for (const [t, degrees, expected] of figures) {
      assertClose(studentTTwoSided(t, degrees), expected, 1e-12, `P(|T| > ${t})`);
    }
  });

  test("half widths of intervals agree with SciPy", () => {
    const figures: [number, number, number][] = [
      [0.8, 1, 3.0776835371752544],
      [0.8, 6, 1.4397557472651483],
      [0.95, 10.5, 2.2138402929187886],
      [0.8, 200, 1.2857987939948012],
    ];
    for (const [level, degrees, expected] of figures) {
      assertClose(studentTHalfWidth(level, degrees), expected, 1e-8, `${level} at ${degrees}`);
    }
  });

  test("the incomplete beta function agrees with SciPy on both sides of its mean", () => {
    const figures: [number, number, number, number][] = [
      [0.3, 2, 5, 0.579825],
      [0.9, 0.5, 0.5, 0.7951672353008665],
      [0.01, 10, 0.5, 1.770034965528571e-21],
      [0.5, 100, 100, 0.5],
      [0, 2, 3, 0],
      [1, 2, 3, 1],
    ];
    for (const [x, a, b, expected] of figures)
      assertClose(incompleteBeta(x, a, b), expected, 1e-12);
  });

  test("the logarithm of the gamma function agrees with SciPy", () => {
    const figures: [number, number][] = [
      [0.1, 2.252712651734206],
      [0.5, 0.5723649429247],
      [1, 0],
      [3.7, 1.428072326665388],
      [100.25, 360.28455963776423],
    ];
    for (const [x, expected] of figures) assertClose(logGamma(x), expected, 1e-13);
  });
});
