import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { fold } from "../../../../src/models/learn.ts";
import type { LearnedSession } from "../../../../src/models/model.ts";
import { mondayOf } from "../../../../src/models/weekly-insights/state.ts";
import { weeklyInsights } from "../../../../src/models/weekly-insights/weekly-insights.ts";
import { DATA_SET_G_TODAY } from "../../../support/data-set-g.ts";
import { learnedSession } from "../../../support/learned-session.ts";

/** A Wednesday. */
const TODAY = DATA_SET_G_TODAY;
const MONDAY = TODAY - 2;

function ask(sessions: readonly LearnedSession[], week = TODAY, today = TODAY) {
  const state = fold(weeklyInsights, weeklyInsights.empty(), sessions);
  weeklyInsights.advance(state, today);
  return weeklyInsights.predict(state, {
    asked: { day: today, minute: 1200, wallHour: 20 },
    week,
  });
}

/** Three sessions on a day. */
function three(day: number, rating: number | null, given: Partial<LearnedSession> = {}) {
  return [0, 1, 2].map((place) =>
    learnedSession({ day, startMinute: 540 + place * 60, rating, ...given }),
  );
}

describe("weekly insights", () => {
  test("any day of a week means the week from its Monday", () => {
    const sessions = [...three(MONDAY - 7, 60), ...three(MONDAY, 70), ...three(TODAY, 80)];
    const monday = ask(sessions, MONDAY).value;
    assert.equal(monday.monday, MONDAY);
    assert.equal(monday.sessions, 6);
    for (let day = MONDAY; day < MONDAY + 7; day += 1) {
      assert.deepEqual(ask(sessions, day).value, monday);
    }
    assert.equal(ask(sessions, MONDAY - 1).value.sessions, 3);
  });

  test("the trend is that of ratings, over the same weekdays of both weeks", () => {
    const lastWeek = [0, 1, 2, 3, 4, 5, 6].flatMap((index) =>
      three(MONDAY - 7 + index, index < 3 ? 60 : 95),
    );
    const thisWeek = [0, 1, 2].flatMap((index) => three(MONDAY + index, 66));
    const { value } = ask([...lastWeek, ...thisWeek]);
    assert.equal(value.comparedDays, 3);
    assert.ok(value.changePercent !== null && Math.abs(value.changePercent - 10) < 1e-9);
    assert.ok(value.changeCertainty !== null && value.changeCertainty > 0.5);
  });

  test("without enough ratings on either side the change is unknown", () => {
    const unrated = [...three(MONDAY - 7, null), ...three(MONDAY, 70)];
    assert.equal(ask(unrated).value.changePercent, null);
    assert.equal(ask(three(MONDAY, 70)).value.changePercent, null);
    assert.equal(ask([...three(MONDAY - 7, 0), ...three(MONDAY, 70)]).value.changePercent, null);
  });

  test("a category needs three ratings to be best", () => {
    const sessions = [
      ...three(MONDAY, 70, { category: "Solid" }),
      learnedSession({ day: MONDAY + 1, startHour: 9, category: "Lucky", rating: 100 }),
      learnedSession({ day: MONDAY + 1, startHour: 10, category: "Lucky", rating: 100 }),
    ];
    const { value } = ask(sessions);
    assert.equal(value.bestCategory, "Solid");
    assert.equal(value.bestCategoryRating, 70);
    assert.equal(ask([]).value.bestCategory, null);
  });

  test("midnight can be the best hour, and only this week's sessions count", () => {
    const nights = [0, 1, 2].map((index) =>
      learnedSession({ day: MONDAY + index, startHour: 0, rating: 90 }),
    );
    const earlier = three(MONDAY - 7, 100, { startHour: 15 });
    const morning = learnedSession({ day: MONDAY + 3, startHour: 9, rating: 50 });
    assert.equal(ask([...earlier, ...nights, morning]).value.bestHour, 0);
    assert.equal(
      ask([...earlier, ...nights]).value.bestHour,
      null,
      "one hour is not the best of any",
    );
    assert.equal(ask(earlier).value.bestHour, null);
  });

  test("a best one is certain only where it leads by more than the luck of the best of several", () => {
    const hours = (ratings: readonly number[]) =>
      ratings.flatMap((rating, index) =>
        [0, 1, 2].map((day) =>
          learnedSession({ day: MONDAY + day, startHour: 9 + index, category: `${index}`, rating }),
        ),
      );
    const even = ask(hours([64, 60, 62, 58])).value;
    assert.equal(even.bestCategory, "0");
    assert.ok((even.bestCategoryCertainty ?? 1) < 0.5);
    const clear = ask(hours([95, 60, 62, 58])).value;
    assert.ok((clear.bestCategoryCertainty ?? 0) > 0.8);
    assert.equal(clear.bestHourCertainty, clear.bestCategoryCertainty);
    // Two better ones have too few ratings to be best, and it is not: so its lead is none.
    const behind = ask([
      ...three(MONDAY, 60, { category: "Often" }),
      learnedSession({ day: MONDAY + 1, category: "Seldom", rating: 90 }),
    ]).value;
    assert.deepEqual([behind.bestCategory, behind.bestCategoryCertainty], ["Often", 0]);
    assert.equal(ask([]).value.bestCategoryCertainty, null);
  });

  test("the week before, asked after it ended, is compared with the one before that", () => {
    const sessions = [...three(MONDAY - 14, 50), ...three(MONDAY - 7, 60), ...three(MONDAY, 90)];
    const { value } = ask(sessions, MONDAY - 7);
    assert.equal(value.comparedDays, 7);
    assert.ok(value.changePercent !== null && Math.abs(value.changePercent - 20) < 1e-9);
  });

  test("a week out of reach and a week to come are empty, not wrong", () => {
    const sessions = three(MONDAY, 70);
    for (const week of [MONDAY - 21, MONDAY - 700, MONDAY + 7, MONDAY + 70]) {
      const answer = ask(sessions, week);
      assert.equal(answer.status, "insufficient_data");
      assert.equal(answer.value.sessions, 0);
      assert.equal(answer.value.changePercent, null);
    }
  });

  test("crossing weeks in one step or in many makes no difference; stored states go on", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }),
        fc.nat(29),
        (gaps, cut) => {
          let day = TODAY - 600;
          const sessions = gaps.map((gap, index) => {
            day += gap;
            return learnedSession({ day, id: `${index}`, category: `c${index % 20}` });
          });
          const once = fold(weeklyInsights, weeklyInsights.empty(), sessions);
          const often = weeklyInsights.empty();
          for (const session of sessions) {
            for (let step = session.day - 9; step <= session.day; step += 1) {
              weeklyInsights.advance(often, step);
            }
            weeklyInsights.learnInto(often, session);
          }
          assert.deepEqual(often, once);
          const half = fold(weeklyInsights, weeklyInsights.empty(), sessions.slice(0, cut));
          const stored: typeof half = JSON.parse(JSON.stringify(half));
          assert.deepEqual(fold(weeklyInsights, stored, sessions.slice(cut)), once);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("mondays", () => {
    for (let day = -10; day < 10; day += 1) {
      assert.ok(day - mondayOf(day) >= 0 && day - mondayOf(day) < 7);
      assert.equal((((mondayOf(day) + 3) % 7) + 7) % 7, 0);
    }
  });
});
