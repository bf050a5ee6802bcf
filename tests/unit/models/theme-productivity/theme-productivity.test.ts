import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { fold } from "../../../../src/models/learn.ts";
import type { LearnedSession } from "../../../../src/models/model.ts";
import { themeProductivity } from "../../../../src/models/theme-productivity/theme-productivity.ts";
import { recommendTheme } from "../../../../src/models/theme-productivity/theme-recommendation.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../../support/data-set-g.ts";
import { learnedSession } from "../../../support/learned-session.ts";

const TODAY = DATA_SET_G_TODAY;
const QUERY = { asked: { day: TODAY, minute: 600, wallHour: 10 } };

function folded(sessions: readonly LearnedSession[]) {
  const state = fold(themeProductivity, themeProductivity.empty(), sessions);
  themeProductivity.advance(state, TODAY);
  return state;
}

function report(sessions: readonly LearnedSession[]) {
  return themeProductivity.predict(folded(sessions), QUERY);
}

/** One session of a theme on each of the last `weeks` Wednesdays before today. */
function wednesdays(category: string, weeks: number, rating: number | null) {
  return Array.from({ length: weeks }, (_, index) =>
    learnedSession({ day: TODAY - 7 * (weeks - index), category, rating }),
  );
}

function inOrder(sessions: readonly LearnedSession[]): LearnedSession[] {
  return [...sessions].sort((a, b) => a.startedAtMs - b.startedAtMs);
}

describe("theme productivity", () => {
  test("the worked examples' category means", () => {
    const { value, status } = report(dataSetG());
    assert.equal(status, "ready");
    assert.deepEqual(
      value.themes.map(({ theme, sessions, averageRating }) => [
        theme,
        sessions,
        averageRating?.toFixed(2),
      ]),
      [
        ["Coding", 21, "68.57"],
        ["Learning", 17, "70.29"],
        ["Other", 9, "58.89"],
      ],
    );
    assert.equal(value.bestTheme, "Learning");
    assert.equal(value.bestAverageRating?.toFixed(2), "70.29");
  });

  test("one or two ratings make no best theme", () => {
    const { value, status } = report([
      ...wednesdays("Lucky", 2, 100),
      ...wednesdays("Solid", 3, 80).map((session) => ({ ...session, startedAtMs: 0 })),
    ]);
    assert.equal(value.bestTheme, "Solid");
    assert.equal(status, "ready");
    const thin = report(wednesdays("Lucky", 2, 100));
    assert.equal(thin.status, "insufficient_data");
    assert.equal(thin.value.bestTheme, null);
    assert.equal(thin.value.bestAverageRating, null);
  });

  test("a rating of 0 counts, null does not", () => {
    const { value } = report([
      ...wednesdays("A", 4, 0),
      ...wednesdays("B", 4, null).map((session) => ({ ...session, id: `b${session.id}` })),
    ]);
    assert.deepEqual(
      value.themes.map(({ rated, averageRating }) => [rated, averageRating]),
      [
        [4, 0],
        [0, null],
      ],
    );
    assert.equal(value.bestTheme, null, "the only theme that is rated is not the best of any");
  });

  test("themes that are all rated alike have no best one", () => {
    const { value } = report([
      ...wednesdays("A", 4, 80),
      ...wednesdays("B", 4, 80).map((session) => ({ ...session, id: `b${session.id}` })),
    ]);
    assert.equal(value.bestTheme, null);
  });

  test("no sessions: the same members, empty", () => {
    const { value } = report([]);
    assert.deepEqual(value, {
      themes: [],
      otherSessions: 0,
      bestTheme: null,
      bestAverageRating: null,
      recommendation: null,
    });
  });

  test("confidence grows with evidence and shrinks with closeness", () => {
    const clear = [...wednesdays("A", 20, 90), ...wednesdays("B", 20, 50)];
    const close = [...wednesdays("A", 20, 71), ...wednesdays("B", 20, 70)];
    const thin = [...wednesdays("A", 3, 90), ...wednesdays("B", 3, 50)];
    const of = (sessions: LearnedSession[]) => report(inOrder(sessions)).confidence;
    assert.ok(of(clear) > 0.99);
    assert.ok(of(close) < 0.7);
    assert.ok(of(thin) < of(clear));
  });

  test("any history: totals agree with counting, bounded, the same after JSON", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            category: fc.oneof(fc.constantFrom("A", "B", "__proto__"), fc.string()),
            rating: fc.option(fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100)),
            completed: fc.boolean(),
            gap: fc.integer({ min: 0, max: 30 }),
          }),
          { maxLength: 120 },
        ),
        (drafts) => {
          let day = TODAY - 4000;
          const sessions = drafts.map(({ gap, ...rest }, index) => {
            day += gap;
            return learnedSession({ ...rest, day, id: `${index}` });
          });
          const state = folded(sessions);
          const { value, confidence } = themeProductivity.predict(state, QUERY);
          const listed = value.themes.reduce((sum, { sessions: count }) => sum + count, 0);
          const completed = sessions.filter((session) => session.completed);
          assert.equal(listed + value.otherSessions, completed.length);
          assert.ok(value.themes.length <= 24);
          assert.ok(confidence >= 0 && confidence <= 1);
          assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
          const { baseline, total, factors } = themeProductivity.explain(state, QUERY);
          const sum = factors.reduce((all, { contribution }) => all + contribution, baseline);
          assert.ok(Math.abs(sum - total) < 1e-9);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("theme recommendation", () => {
  test("three ratings on that weekday are needed, and the shrunken mean decides", () => {
    const history = inOrder([
      ...wednesdays("Solid", 12, 80),
      ...wednesdays("Weak", 12, 50),
      ...wednesdays("Lucky", 2, 100),
    ]);
    const answer = recommendTheme(folded(history), TODAY);
    assert.equal(answer.theme, "Solid");
    assert.equal(answer.reason, "rated_best");
    assert.equal(answer.weekday, 3);
    assert.equal(answer.meanRating, 80);
    // The lucky theme may yet be better: that is why the answer is not certain.
    assert.ok(answer.confidence > 0 && answer.confidence < 0.5);
    const sure = inOrder([...wednesdays("Solid", 12, 80), ...wednesdays("Weak", 12, 50)]);
    assert.ok(recommendTheme(folded(sure), TODAY).confidence > 0.95);
  });

  test("with few ratings on the weekday the theme's other days decide, and the answer says so", () => {
    const tuesdays = (category: string, rating: number) =>
      wednesdays(category, 10, rating).map((session) => ({
        ...session,
        day: session.day - 1,
        startedAtMs: session.startedAtMs - 86_400_000,
      }));
    const history = inOrder([
      ...tuesdays("Good", 85),
      ...tuesdays("Poor", 45),
      ...wednesdays("Good", 1, 60),
      ...wednesdays("Poor", 4, 55),
    ]);
    const answer = recommendTheme(folded(history), TODAY);
    assert.equal(answer.theme, "Good");
    assert.equal(answer.reason, "rated_best_overall");
    assert.ok(Math.abs((answer.meanRating ?? 0) - 82.7) < 1, `${answer.meanRating}`);
    const without = inOrder([...tuesdays("Good", 85), ...wednesdays("Poor", 4, 55)]);
    assert.equal(recommendTheme(folded(without), TODAY).theme, "Poor");
  });

  test("another weekday is another answer", () => {
    const thursdays = wednesdays("Evening", 10, 90).map((session) => ({
      ...session,
      day: session.day + 1,
      startedAtMs: session.startedAtMs + 86_400_000,
    }));
    const state = folded(inOrder([...wednesdays("Solid", 10, 80), ...thursdays]));
    assert.equal(recommendTheme(state, TODAY).theme, "Solid");
    assert.equal(recommendTheme(state, TODAY + 1).theme, "Evening");
    assert.equal(recommendTheme(state, TODAY + 2).theme, null);
    assert.equal(recommendTheme(state, TODAY + 2).reason, "insufficient_data");
  });

  test("without ratings: what is usually done that day", () => {
    const state = folded(inOrder([...wednesdays("A", 6, null), ...wednesdays("B", 2, null)]));
    const answer = recommendTheme(state, TODAY);
    assert.equal(answer.reason, "often_used");
    assert.equal(answer.theme, "A");
    assert.equal(answer.meanRating, null);
    assert.ok(Math.abs(answer.confidence - 0.75) < 0.03);
  });

  test("what was best long ago gives way", () => {
    const old = Array.from({ length: 30 }, (_, index) =>
      learnedSession({ day: TODAY - 7 * (90 - index), category: "Old", rating: 95 }),
    );
    const change = Array.from({ length: 12 }, (_, index) => [
      learnedSession({ day: TODAY - 7 * (12 - index), category: "Old", rating: 40 }),
      learnedSession({ day: TODAY - 7 * (12 - index), startHour: 12, category: "New", rating: 75 }),
    ]).flat();
    assert.equal(recommendTheme(folded([...old, ...change]), TODAY).theme, "New");
  });
});
