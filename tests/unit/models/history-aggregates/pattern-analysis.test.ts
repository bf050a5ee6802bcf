import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { historyAggregates } from "../../../../src/models/history-aggregates/history-aggregates.ts";
import {
  analyzePatterns,
  type GroupSums,
  patternInputOf,
} from "../../../../src/models/history-aggregates/pattern-analysis.ts";
import { fold } from "../../../../src/models/learn.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../../support/data-set-g.ts";

const NOTHING: GroupSums = { sessions: 0, rated: 0, mean: 0 };

function hours(known: Readonly<Record<number, GroupSums>>): GroupSums[] {
  return Array.from({ length: 24 }, (_, hour) => known[hour] ?? NOTHING);
}

function inputOf(known: Readonly<Record<number, GroupSums>>) {
  const weekdays = Array.from({ length: 7 }, () => NOTHING);
  return { hours: hours(known), weekdays, days: 28, activeDays: 14, sessions: 56 };
}

describe("pattern analysis", () => {
  test("hours are ranked by ratings, the best day is a weekday, from what was learned", () => {
    const state = fold(historyAggregates, historyAggregates.empty(), dataSetG());
    const report = analyzePatterns(patternInputOf(state, DATA_SET_G_TODAY));
    assert.deepEqual(report.bestHours, [9, 11]);
    assert.deepEqual(report.worstHours, [21, 14]);
    assert.equal(report.bestWeekday, 3);
    assert.equal(report.averageSessionsPerDay.toFixed(2), (46 / 20).toFixed(2));
    assert.equal(report.consistency, 17 / 20);
    assert.deepEqual(report.recommendations[0], {
      code: "plan_hard_work",
      parameters: { hour: 9 },
    });
  });

  test("two ratings make no best hour, and no hour is both best and worst", () => {
    const report = analyzePatterns(
      inputOf({
        7: { sessions: 2, rated: 2, mean: 100 },
        9: { sessions: 20, rated: 20, mean: 80 },
        10: { sessions: 20, rated: 20, mean: 70 },
        15: { sessions: 20, rated: 20, mean: 50 },
      }),
    );
    assert.deepEqual(report.bestHours, [9, 10]);
    assert.deepEqual(report.worstHours, [15]);
  });

  test("three lucky ratings do not beat thirty good ones", () => {
    const report = analyzePatterns(
      inputOf({
        8: { sessions: 3, rated: 3, mean: 90 },
        9: { sessions: 30, rated: 30, mean: 82 },
        14: { sessions: 30, rated: 30, mean: 76 },
        15: { sessions: 30, rated: 30, mean: 80 },
      }),
    );
    assert.equal(report.bestHours[0], 9);
  });

  test("nothing known: nothing claimed", () => {
    const report = analyzePatterns(patternInputOf(historyAggregates.empty(), DATA_SET_G_TODAY));
    assert.deepEqual(report.bestHours, []);
    assert.deepEqual(report.worstHours, []);
    assert.equal(report.bestWeekday, null);
    assert.equal(report.averageSessionsPerDay, 0);
    assert.deepEqual(
      report.recommendations.map(({ code }) => code),
      ["keep_collecting"],
    );
  });

  test("few ratings and a wide working window are said", () => {
    const wide = Object.fromEntries(
      Array.from({ length: 14 }, (_, index) => [index + 6, { sessions: 5, rated: 1, mean: 70 }]),
    );
    const codes = analyzePatterns(inputOf(wide)).recommendations.map(({ code }) => code);
    assert.deepEqual(codes, ["narrow_working_hours", "rate_more_sessions"]);
  });
});
