import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  circularDeviation,
  hourDensity,
  middleHours,
  rareHours,
} from "../../../src/stats/circular-hours.ts";

function countsOf(...hours: readonly number[]): number[] {
  const counts = new Array<number>(24).fill(0);
  for (const hour of hours) counts[hour] = (counts[hour] ?? 0) + 1;
  return counts;
}

/** The same hours on a clock that is ahead. */
function turned(counts: readonly number[], by: number): number[] {
  return counts.map((_, hour) => counts[(hour - by + 24) % 24] ?? 0);
}

const clocks = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 24, maxLength: 24 });

describe("circular hours", () => {
  test("the deviation agrees with SciPy", () => {
    // python3 -c "import numpy as np; from scipy import stats
    // print(stats.circstd(np.repeat([22,23,0,1,9],[3,5,2,1,1]), high=24), stats.circstd([9,11,14], high=24))"
    const late = countsOf(22, 22, 22, 23, 23, 23, 23, 23, 0, 0, 1, 9);
    assert.ok(Math.abs((circularDeviation(late) ?? 0) - 2.395610527504424) < 1e-9);
    assert.ok(Math.abs((circularDeviation(countsOf(9, 11, 14)) ?? 0) - 2.0939560615544552) < 1e-9);
  });

  test("hours on opposite sides of the clock have no direction, one hour has no spread", () => {
    assert.equal(circularDeviation(countsOf(0, 12)), 12);
    assert.ok((circularDeviation(countsOf(5, 5)) ?? 1) < 1e-6);
    assert.equal(circularDeviation(countsOf()), undefined);
  });

  test("the middle half does not break at midnight", () => {
    assert.deepEqual(middleHours(countsOf(21, 22, 22, 23, 23, 0, 0, 1)), { start: 22, end: 0 });
    assert.deepEqual(middleHours(countsOf(8, 9, 9, 10, 11, 14)), { start: 9, end: 11 });
    assert.equal(middleHours(countsOf()), undefined);
  });

  test("a density adds up to 1 and turns with the clock", () => {
    fc.assert(
      fc.property(clocks, fc.nat(23), (counts, by) => {
        const density = hourDensity(counts, 2);
        assert.ok(Math.abs(density.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
        const ahead = hourDensity(turned(counts, by), 2);
        density.forEach((share, hour) => {
          assert.ok(Math.abs(share - (ahead[(hour + by) % 24] ?? 0)) < 1e-12);
        });
      }),
    );
  });

  test("rare hours hold at most the share asked for, and every one is rarer than any other", () => {
    fc.assert(
      fc.property(clocks, (counts) => {
        const density = hourDensity(counts, 2);
        const rare = rareHours(density, 0.06);
        const shares = [...rare].map((hour) => density[hour] ?? 0);
        assert.ok(shares.reduce((sum, share) => sum + share, 0) <= 0.06 + 1e-9);
        for (let hour = 0; hour < 24; hour += 1) {
          if (rare.has(hour)) continue;
          assert.ok((density[hour] ?? 0) > Math.max(0, ...shares));
        }
      }),
    );
  });
});
