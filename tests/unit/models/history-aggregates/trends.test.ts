import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { historyAggregates } from "../../../../src/models/history-aggregates/history-aggregates.ts";
import { fold } from "../../../../src/models/learn.ts";
import type { LearnedSession } from "../../../../src/models/model.ts";
import { isoWeekday } from "../../../../src/time/calendar.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../../support/data-set-g.ts";
import { learnedSession } from "../../../support/learned-session.ts";

const TODAY = DATA_SET_G_TODAY;

function ask(sessions: readonly LearnedSession[], days: number, day = TODAY) {
  const state = fold(historyAggregates, historyAggregates.empty(), sessions);
  historyAggregates.advance(state, day);
  return historyAggregates.predict(state, { asked: { day, minute: 630, wallHour: 10 }, days });
}

/** `count` sessions on each of the days `back` … 1 before today. */
function perDay(back: number, count: (index: number) => number, rating: (index: number) => number) {
  const sessions: LearnedSession[] = [];
  for (let index = 0; index < back; index += 1) {
    for (let place = 0; place < count(index); place += 1) {
      sessions.push(
        learnedSession({
          day: TODAY - back + index,
          startMinute: 480 + place * 60,
          rating: rating(index),
        }),
      );
    }
  }
  return sessions;
}

describe("trends", () => {
  test("the worked examples: totals and means of both windows", () => {
    const fortnight = ask(dataSetG(), 14).value;
    assert.equal(fortnight.totalSessions, 30);
    assert.equal(fortnight.averageProductivity?.toFixed(1), "68.1");
    const month = ask(dataSetG(), 30).value;
    assert.equal(month.totalSessions, 47);
    assert.equal(month.averageProductivity?.toFixed(2), "67.34");
  });

  test("rising ratings are improving, falling ones declining", () => {
    const rising = ask(
      perDay(
        14,
        () => 2,
        (index) => 40 + 3 * index + (index % 2),
      ),
      14,
    ).value;
    assert.equal(rising.productivityTrend, "improving");
    assert.ok(rising.productivitySlope !== null);
    assert.ok(Math.abs(rising.productivitySlope.perWeek - 21) < 1);
    const falling = ask(
      perDay(
        14,
        () => 2,
        (index) => 90 - 3 * index + (index % 2),
      ),
      14,
    ).value;
    assert.equal(falling.productivityTrend, "declining");
  });

  test("the number of sessions has a trend of its own, days off included", () => {
    const more = ask(
      perDay(
        28,
        (index) => 1 + Math.floor(index / 5),
        () => 70,
      ),
      28,
    ).value;
    assert.equal(more.sessionTrend, "improving");
    const fewer = ask(
      perDay(
        28,
        (index) => (index < 14 ? 5 : 0),
        () => 70,
      ),
      28,
    ).value;
    assert.equal(fewer.sessionTrend, "declining");
    const steady = ask(
      perDay(
        28,
        (index) => (index % 7 < 5 ? 4 : 0),
        () => 70,
      ),
      28,
    ).value;
    assert.equal(steady.sessionTrend, "stable");
    assert.equal(steady.productivityTrend, "stable");
  });

  test("an unfinished today does not make a decline", () => {
    const { value } = ask(
      perDay(
        20,
        () => 6,
        () => 70,
      ),
      20,
    );
    assert.equal(value.sessionTrend, "stable");
  });

  test("a rating of 0 counts in the mean", () => {
    const { value } = ask(
      perDay(
        10,
        () => 1,
        (index) => (index % 2 === 0 ? 0 : 80),
      ),
      14,
    );
    assert.equal(value.averageProductivity, 40);
    assert.equal(value.ratedSessions, 10);
  });

  test("fewer than three ratings in the window: no direction, and the mean of what there is", () => {
    const unrated = perDay(
      10,
      () => 3,
      () => 70,
    ).map((session, index) => ({
      ...session,
      rating: index < 2 ? 70 : null,
    }));
    const answer = ask(unrated, 14);
    assert.equal(answer.status, "insufficient_data");
    assert.equal(answer.value.productivityTrend, "insufficient_data");
    assert.equal(answer.value.averageProductivity, 70);
    assert.equal(ask([], 14).value.averageProductivity, null);
    assert.equal(answer.value.totalSessions, 30);
    assert.equal(answer.value.sessionTrend, "stable");
    assert.equal(ask([], 14).value.sessionTrend, "insufficient_data");
  });

  test("any number of days is a window", () => {
    for (const days of [-3, 0, 1, 365, 366, 1e9, Number.NaN, Number.POSITIVE_INFINITY]) {
      const { value, confidence } = ask(dataSetG(), days);
      assert.ok(value.days >= 1 && value.days <= 365);
      assert.ok(confidence >= 0 && confidence <= 1);
    }
  });

  test("every window agrees with counting the sessions", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            gap: fc.integer({ min: 0, max: 40 }),
            rating: fc.option(fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100)),
            completed: fc.boolean(),
          }),
          { maxLength: 50 },
        ),
        fc.integer({ min: 1, max: 365 }),
        fc.integer({ min: 0, max: 400 }),
        (drafts, days, later) => {
          let day = 19_000;
          const sessions = drafts.map(({ gap, ...rest }, index) => {
            day += gap;
            return learnedSession({ ...rest, id: `${index}`, day, startMinute: index });
          });
          const today = day + later;
          const { value } = ask(sessions, days, today);
          const inside = sessions.filter((s) => s.day > today - days);
          const ratings = inside.flatMap((s) => (s.rating === null ? [] : [s.rating]));
          assert.equal(value.totalSessions, inside.filter((s) => s.completed).length);
          assert.equal(value.ratedSessions, ratings.length);
          if (ratings.length === 0) return assert.equal(value.averageProductivity, null);
          const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
          assert.ok(Math.abs((value.averageProductivity ?? 0) - mean) < 1e-9);
        },
      ),
    );
  });

  test("the explanation adds up", () => {
    const state = fold(historyAggregates, historyAggregates.empty(), dataSetG());
    const asked = { day: TODAY, minute: 630, wallHour: 10 };
    const { baseline, total, factors } = historyAggregates.explain(state, { asked, days: 14 });
    const sum = factors.reduce((all, { contribution }) => all + contribution, baseline);
    assert.ok(Math.abs(sum - total) < 1e-9);
  });

  test("ten heavy years fit into five kilobytes and survive JSON", () => {
    const state = historyAggregates.empty();
    for (let day = 0; day < 3650; day += 1) {
      for (let place = 0; place < 8 + (isoWeekday(day) % 3); place += 1) {
        const session = learnedSession({
          day: 16_000 + day,
          startMinute: 420 + place * 75,
          rating: ((day * 37 + place * 11) % 1001) / 10,
        });
        historyAggregates.learnInto(state, session);
      }
    }
    const text = JSON.stringify(state);
    assert.ok(text.length < 5120, `${text.length}`);
    assert.deepEqual(JSON.parse(text), state);
  });
});
