import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { sameDayLastWeek } from "../../../src/backtest/baselines/last-week.ts";
import { similarMornings, weekdayAfternoons } from "../../../src/backtest/baselines/noon.ts";
import { oldService, oldServicePoisson } from "../../../src/backtest/baselines/old-service.ts";
import { DAY_BASELINES, NOON_BASELINES } from "../../../src/backtest/baselines/registry.ts";
import { sameWeekday, weeklyDifferences } from "../../../src/backtest/baselines/same-weekday.ts";
import { shrunkenMean } from "../../../src/backtest/baselines/shrunken-mean.ts";
import { weekdayHistogram } from "../../../src/backtest/baselines/weekday-histogram.ts";
import {
  independentDays,
  lastWeekTotal,
  recentWeekTotals,
  weekTotals,
} from "../../../src/backtest/week-baselines.ts";
import { meanOf, type Pmf } from "../../../src/stats/pmf.ts";

const counts = fc.array(fc.oneof(fc.nat(9), fc.constant(0), fc.nat(60)), {
  minLength: 14,
  maxLength: 80,
});

function assertDistribution(pmf: Pmf, what: string): void {
  const sum = Array.from(pmf).reduce((total, probability) => total + probability, 0);
  assert.ok(Math.abs(sum - 1) < 1e-9, `${what}: sum ${sum}`);
  assert.ok(
    Array.from(pmf).every((probability) => probability >= 0),
    what,
  );
}

/** The counts that a distribution allows, with their probabilities. */
function shown(pmf: Pmf): Record<number, number> {
  return Object.fromEntries(
    Array.from(pmf).flatMap((probability, count) =>
      probability > 1e-12 ? [[count, Math.round(probability * 1e6) / 1e6]] : [],
    ),
  );
}

describe("baselines", () => {
  for (const [name, method] of Object.entries(DAY_BASELINES)) {
    test(`${name} gives a distribution on any history`, () => {
      fc.assert(
        fc.property(counts, fc.nat(6), (known, ahead) => {
          assertDistribution(method(known, ahead), name);
        }),
      );
    });
  }

  for (const [name, method] of Object.entries(NOON_BASELINES)) {
    test(`${name} at noon gives a distribution that ends nowhere below what is done`, () => {
      fc.assert(
        fc.property(counts, fc.nat(8), fc.nat(6), (known, done, weekday) => {
          const mornings = known.map((count) => Math.floor(count / 3));
          const pmf = method({ counts: known, mornings, done, weekday });
          assertDistribution(pmf, name);
          assert.equal(
            Array.from(pmf)
              .slice(0, done)
              .every((probability) => probability === 0),
            true,
          );
        }),
      );
    });
  }

  test("the same weekday is found from any day of the week", () => {
    const days = Array.from({ length: 15 }, (_, index) => index);
    assert.deepEqual(sameWeekday(days, 0), [8, 1]);
    assert.deepEqual(sameWeekday(days, 6), [14, 7, 0]);
    assert.deepEqual(weeklyDifferences([1, 2, 3, 4, 5, 6, 7, 9, 8]), [8, 6]);
  });

  // Two weeks, Monday first; the weekend is free.
  const weeks = [4, 3, 0, 5, 2, 0, 0, 6, 3, 2, 4, 3, 0, 0];

  test("the old service: rounded mean of active days, off by one weekday, six without a date", () => {
    // Monday's table holds the Sundays, which are empty: the mean of all active days, 32 / 9, stands in.
    assert.deepEqual(shown(oldService(weeks, 0)), { 4: 1 });
    assert.deepEqual(shown(oldService(weeks, 1)), { 3: 1 });
    assert.deepEqual(shown(oldService(weeks, 3)), { 4: 1 });
    // Saturday's table holds the Fridays, which are not; but Saturday itself has no date.
    assert.deepEqual(shown(oldService(weeks, 5)), { 6: 1 });
    assert.deepEqual(shown(oldServicePoisson(weeks, 5)), { 0: 1 });
    assert.ok(Math.abs(meanOf(oldServicePoisson(weeks, 0)) - 5) < 1e-6);
  });

  test("a shrunken mean starts from a stranger and ends at the person", () => {
    assert.ok(Math.abs(meanOf(shrunkenMean([], 0)) - 1.8) < 1e-6);
    assert.ok(Math.abs(meanOf(shrunkenMean([5, 4, 6], 3)) - (2 * 1.8 + 15) / 5) < 1e-6);
    const settled = shrunkenMean(
      Array.from({ length: 400 }, (_, day) => day % 9),
      0,
    );
    assert.ok(Math.abs(meanOf(settled) - 4) < 0.05);
  });

  test("a weekday's histogram, and last week with the differences between weeks", () => {
    assert.deepEqual(shown(weekdayHistogram(weeks, 0)), { 4: 0.5, 6: 0.5 });
    // Differences: 2, 0, 2, −1, 1, 0, 0 around last Monday's 6.
    assert.deepEqual(shown(sameDayLastWeek(weeks, 0)), {
      5: 0.142857,
      6: 0.428571,
      7: 0.142857,
      8: 0.285714,
    });
  });

  test("afternoons are added to what is done, like mornings count most", () => {
    const mornings = weeks.map((count) => Math.floor(count / 2));
    const known = { counts: weeks, mornings, done: 3, weekday: 0 };
    assert.deepEqual(shown(weekdayAfternoons(known)), { 5: 0.5, 6: 0.5 });
    // Only the Monday with three in the morning stood where today stands; three followed.
    assert.ok((similarMornings(known)[6] ?? 0) > 0.5);
  });

  test("week totals and their simple methods", () => {
    assert.deepEqual(weekTotals(weeks), [14, 16, 16, 18, 17, 18, 18, 18]);
    assert.deepEqual(shown(lastWeekTotal(weeks)), { 22: 1 });
    assert.ok(Math.abs((recentWeekTotals(weeks)[18] ?? 0) - 0.5) < 1e-12);
    assert.deepEqual(
      shown(
        independentDays([
          [0.5, 0.5],
          [0.5, 0.5],
        ]),
      ),
      { 0: 0.25, 1: 0.5, 2: 0.25 },
    );
  });
});
