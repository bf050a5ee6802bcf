import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession } from "../../../src/models/model.ts";
import {
  analyseWithoutHeatmap,
  heatmapOfWeekday,
  productivityAnalyzer,
  sessionsByHour,
} from "../../../src/models/productivity-analyzer/productivity-analyzer.ts";
import type { EpochDay } from "../../../src/time/calendar.ts";
import { assertClose } from "../../support/assert-close.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../support/data-set-g.ts";
import { FIRST_DAY, inOrder, momentOn } from "../../support/learned-histories.ts";
import { type Random, seededRandom } from "../../support/random.ts";

function analyse(sessions: readonly LearnedSession[], day: EpochDay, minute = 600) {
  const state = fold(productivityAnalyzer, productivityAnalyzer.empty(), sessions);
  productivityAnalyzer.advance(state, day);
  return productivityAnalyzer.predict(state, { asked: momentOn(day, minute) });
}

function rounded(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value * 100) / 100;
}

/** One session a day at each of `hours`, rated by `rate`. */
function daily(
  days: number,
  hours: readonly number[],
  rate: (day: number, hour: number) => number | null,
): LearnedSession[] {
  return inOrder(
    Array.from({ length: days }, (_, index) =>
      hours.map((startHour) => ({
        day: FIRST_DAY + index,
        startHour,
        rating: rate(index, startHour),
      })),
    ).flat(),
  );
}

describe("productivity-analyzer: plain statistics", () => {
  const { value } = analyse(dataSetG(), DATA_SET_G_TODAY);

  test("the worked example: means by hour, weekday, category and preset", () => {
    const hours = value.hours.flatMap(({ mean }, hour) =>
      mean === null ? [] : [[hour, rounded(mean)]],
    );
    assert.deepEqual(hours, [
      [9, 73.33],
      [11, 70.29],
      [14, 58.89],
      [21, 40],
    ]);
    assert.deepEqual(
      value.weekdays.map(({ mean }) => rounded(mean)),
      [68.38, 70.29, 71, 64.33, 66, 65.89, null],
    );
    const named = (groups: typeof value.categories) =>
      groups.map(({ name, mean, ratings }) => [name, rounded(mean), ratings]);
    assert.deepEqual(named(value.categories), [
      ["Coding", 68.57, 21],
      ["Learning", 70.29, 17],
      ["Other", 58.89, 9],
    ]);
    assert.deepEqual(named(value.presets), [
      ["deep_work", 73.33, 18],
      ["learning", 70.29, 17],
      ["quick_tasks", 58.89, 9],
      ["flow_mode", 40, 3],
    ]);
    assert.equal(value.totals.ratings, 47);
  });

  test("the worked example: best hours 9, 11, 14, and worst 21, which is not praised as well", () => {
    assert.deepEqual(
      value.bestHours.map(({ which }) => which),
      [9, 11, 14],
    );
    assert.deepEqual(
      value.worstHours.map(({ which }) => which),
      [21],
    );
  });

  test("5 is 5 of 100, 0 is a rating, null is none", () => {
    const sessions = inOrder([
      { day: FIRST_DAY, rating: 5 },
      { day: FIRST_DAY, rating: 0, startHour: 10 },
      { day: FIRST_DAY, rating: null, startHour: 10 },
    ]);
    const { hours, totals, weekdays } = analyse(sessions, FIRST_DAY).value;
    assert.equal(hours[9]?.mean, 5);
    assert.equal(hours[10]?.mean, 0);
    assert.equal(hours[10]?.ratings, 1);
    assert.equal(weekdays[0]?.mean, 2.5);
    assert.deepEqual([totals.sessions, totals.ratings], [3, 2]);
  });

  test("a cell is the weekday of the person's day and the hour of the start", () => {
    // Monday 6 January 2025, 9:40 to 11:10.
    const sessions = inOrder([
      { day: FIRST_DAY, startMinute: 580, durationMinutes: 90, rating: 61 },
    ]);
    const { heatmap } = analyse(sessions, FIRST_DAY).value;
    const filled = heatmap.flatMap((row, weekday) =>
      row.flatMap(({ ratings }, hour) => (ratings > 0 ? [[weekday, hour]] : [])),
    );
    assert.deepEqual(filled, [[0, 9]]);
    assert.equal(heatmap.length, 7);
    assert.ok(heatmap.every((row) => row.length === 24));
  });

  test("names that do not fit any more are lumped together, and nothing is lost", () => {
    const sessions = inOrder(
      Array.from({ length: 60 }, (_, index) => ({
        day: FIRST_DAY + Math.floor(index / 2),
        startHour: 9 + (index % 2),
        category: index % 2 === 0 ? "Main" : `Once ${index}`,
        rating: 50,
      })),
    );
    const { categories, otherCategories } = analyse(sessions, FIRST_DAY + 30).value;
    assert.equal(categories.length, 24);
    assert.equal(categories[0]?.name, "Main");
    assert.equal(categories[0]?.sessions, 30);
    assert.equal(otherCategories.names, 7);
    const kept = categories.reduce((sum, { sessions: count }) => sum + count, 0);
    assert.equal(kept + otherCategories.sessions, 60);
  });
});

describe("productivity-analyzer: best and worst", () => {
  test("an hour needs three ratings to be named", () => {
    const usual = daily(20, [9, 15], (day, hour) => (hour === 9 ? 75 : 60) + (day % 3));
    const lucky = inOrder([
      { day: FIRST_DAY + 3, startHour: 23, rating: 100 },
      { day: FIRST_DAY + 4, startHour: 23, rating: 100 },
      { day: FIRST_DAY + 3, startHour: 5, rating: 0 },
    ]);
    const { value } = analyse(inOrder([...usual, ...lucky]), FIRST_DAY + 20);
    assert.deepEqual(
      value.bestHours.map(({ which }) => which),
      [9],
    );
    assert.deepEqual(
      value.worstHours.map(({ which }) => which),
      [15],
    );
  });

  test("six hours and more give three of each, never the same one twice", () => {
    const sessions = daily(
      30,
      [8, 10, 12, 14, 16, 18, 20],
      (day, hour) => 90 - 2 * hour + (day % 5),
    );
    const { value, status, confidence } = analyse(sessions, FIRST_DAY + 30);
    assert.equal(status, "ready");
    const best = value.bestHours.map(({ which }) => which);
    const worst = value.worstHours.map(({ which }) => which);
    assert.deepEqual(
      [best, worst],
      [
        [8, 10, 12],
        [20, 18, 16],
      ],
    );
    assert.ok(confidence > 0.9);
  });

  test("the luckiest of few does not beat the best of many", () => {
    const sessions = inOrder([
      ...daily(40, [9, 11, 13, 15], (day, hour) => (hour === 9 ? 78 : 62) + ((day * 7) % 11)),
      ...[0, 1, 2].map((day) => ({ day: FIRST_DAY + day, startHour: 22, rating: 84 })),
    ]);
    const { bestHours } = analyse(sessions, FIRST_DAY + 40).value;
    assert.equal(bestHours[0]?.which, 9);
    assert.ok((bestHours[0]?.probability ?? 0) > 0.95);
  });

  test("the best weekday, by name of the day it was", () => {
    // Thursdays are better by 15 points.
    const sessions = daily(56, [9, 14], (day) => (day % 7 === 3 ? 80 : 65) + (day % 4));
    const { bestDay } = analyse(sessions, FIRST_DAY + 56).value;
    assert.equal(bestDay?.which, 4);
    assert.ok((bestDay?.probability ?? 0) > 0.9);
  });

  test("hours of years ago are not named any more", () => {
    const { value } = analyse(
      daily(30, [9, 15], () => 70),
      FIRST_DAY + 3000,
    );
    assert.deepEqual(value.bestHours, []);
    assert.equal(value.hours[9]?.ratings, 30);
  });
});

/** Four sessions that share the mood of their day. */
function moodyDay(day: EpochDay, random: Random): LearnedSession[] {
  const mood = 8 * random.normal();
  return inOrder(
    [9, 11, 14, 16].map((startHour) => {
      const rating = Math.round(68 + mood + 12 * random.normal());
      return { day, startHour, rating: Math.min(100, Math.max(0, rating)) };
    }),
  );
}

describe("productivity-analyzer: trend", () => {
  test("the difference, its error and its p-value are those of a clustered Welch test", () => {
    const recent = [250 / 3, null, 85, 75, 85, null, null];
    const counts = [3, 0, 4, 2, 3, 0, 0];
    const today = FIRST_DAY + 40;
    const sessions = inOrder([
      ...recent.flatMap((rating, ago) =>
        Array.from({ length: counts[ago] ?? 0 }, () => ({ day: today - ago, rating })),
      ),
      ...[65, 190 / 3, 80, 65, 60, 66].flatMap((rating, index) =>
        Array.from({ length: [2, 3, 3, 4, 2, 5][index] ?? 0 }, () => ({
          day: today - 7 - 5 * index,
          rating,
        })),
      ),
    ]);
    const { trend } = analyse(sessions, today).value;
    assert.equal(trend.recentRatings, 12);
    assert.equal(trend.earlierRatings, 19);
    // python3 tests/golden/rating-statistics.py prints both means.
    assertClose(trend.difference ?? 0, 82.91666666666667 - 66.84210526315789, 0.002);
    assert.equal(trend.direction, "up");
    assert.ok((trend.pValue ?? 1) < 0.05);
    assertClose(trend.probability ?? 0, 1 - (trend.pValue ?? 0) / 2);
    assert.ok((trend.low ?? 0) > 5);
  });

  test("the reference is the 28 days before the last seven, to the day", () => {
    const at = (ago: number) => daily(1, [9, 10, 11], () => 90).map((s) => ({ ...s, ago }));
    const inside = [0, 3, 6, 7, 20, 34];
    const outside = [35, 60, 400];
    const today = FIRST_DAY + 500;
    const sessions = inOrder(
      [...inside, ...outside].flatMap((ago) =>
        at(ago).map((s) => ({ day: today - ago, rating: s.rating })),
      ),
    );
    const { trend } = analyse(sessions, today).value;
    assert.equal(trend.recentRatings, 9);
    assert.equal(trend.earlierRatings, 9);
    const tomorrow = analyse(sessions, today + 1).value.trend;
    assert.equal(tomorrow.recentRatings, 6);
    assert.equal(tomorrow.earlierRatings, 9);
  });

  test("asked ahead, without closing the days between, the windows are the same", () => {
    const sessions = daily(60, [9, 10], (day) => 60 + (day % 9));
    const state = fold(productivityAnalyzer, productivityAnalyzer.empty(), sessions);
    const early = productivityAnalyzer.predict(state, { asked: momentOn(FIRST_DAY + 65) });
    productivityAnalyzer.advance(state, FIRST_DAY + 65);
    const late = productivityAnalyzer.predict(state, { asked: momentOn(FIRST_DAY + 65) });
    assert.deepEqual(early.value.trend, late.value.trend);
    assert.equal(early.value.trend.recentRatings, 2 * 1);
  });

  test("a change below five points is stable, however sure", () => {
    const sessions = daily(70, [9, 10, 11, 12], (day) => (day >= 63 ? 73.5 : 70));
    const { trend } = analyse(sessions, FIRST_DAY + 69).value;
    assertClose(trend.difference ?? 0, 3.5);
    assert.equal(trend.direction, "stable");
  });

  test("a fall of 25 points in a week is down; with too little in a window it is unknown", () => {
    const fall = daily(42, [9, 14], (day) => (day >= 35 ? 45 : 70) + (day % 5));
    assert.equal(analyse(fall, FIRST_DAY + 41).value.trend.direction, "down");
    const thin = analyse(fall.slice(0, 8), FIRST_DAY + 5).value.trend;
    assert.deepEqual([thin.direction, thin.difference, thin.pValue], ["stable", null, null]);
  });

  test("on a stationary year with moody days it is called stable on 94 days of 100", () => {
    const random = seededRandom(23);
    let named = 0;
    let asked = 0;
    for (let person = 0; person < 60; person += 1) {
      const state = productivityAnalyzer.empty();
      for (let day = FIRST_DAY; day < FIRST_DAY + 182; day += 1) {
        for (const session of moodyDay(day, random)) productivityAnalyzer.learnInto(state, session);
        if (day < FIRST_DAY + 35 || day % 7 !== 0) continue;
        const { trend } = productivityAnalyzer.predict(state, { asked: momentOn(day) }).value;
        asked += 1;
        if (trend.direction !== "stable") named += 1;
      }
    }
    assert.ok(named / asked < 0.06, `${named} of ${asked} stationary weeks were called a trend`);
  });
});

describe("productivity-analyzer: expectation", () => {
  test("cells without ratings borrow from their hour and weekday", () => {
    const sessions = daily(28, [9, 15], (day, hour) =>
      // Never on Mondays at nine, the best hour of all other days.
      day % 7 === 0 && hour === 9 ? null : hour === 9 ? 85 : 60,
    );
    const { heatmap } = analyse(sessions, FIRST_DAY + 28).value;
    const unseen = heatmap[0]?.[9];
    assert.equal(unseen?.ratings, 0);
    assert.ok((unseen?.shrunkenMean ?? 0) > 75);
    assert.ok(
      (unseen?.high ?? 0) - (unseen?.low ?? 0) >
        (heatmap[1]?.[9]?.high ?? 0) - (heatmap[1]?.[9]?.low ?? 0),
    );
  });

  test("with one rating the expectation stays near that of people in general", () => {
    const one = inOrder([{ day: FIRST_DAY, rating: 10, startHour: 10 }]);
    const { expected } = analyse(one, FIRST_DAY).value;
    assert.ok(expected.shrunkenMean > 30 && expected.shrunkenMean < 50);
  });
});

describe("productivity-analyzer: parts of an analysis", () => {
  test("say what the whole analysis says", () => {
    for (const sessions of [[], dataSetG()]) {
      const state = fold(productivityAnalyzer, productivityAnalyzer.empty(), sessions);
      const query = { asked: momentOn(DATA_SET_G_TODAY, 600) };
      const whole = productivityAnalyzer.predict(state, query);
      const { heatmap, ...value } = whole.value;
      assert.deepEqual(analyseWithoutHeatmap(state, query), { ...whole, value });
      heatmap.forEach((cells, index) => {
        assert.deepEqual(heatmapOfWeekday(state, query, index + 1), cells);
      });
      assert.deepEqual(
        sessionsByHour(state),
        Array.from({ length: 24 }, (_, hour) =>
          heatmap.reduce((sum, cells) => sum + (cells[hour]?.sessions ?? 0), 0),
        ),
      );
    }
  });
});
