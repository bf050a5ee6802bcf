import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { diversityDetector } from "../../../../src/models/diversity-detector/diversity-detector.ts";
import { fold } from "../../../../src/models/learn.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../../support/data-set-g.ts";
import { learnedSession } from "../../../support/learned-session.ts";

const TODAY = DATA_SET_G_TODAY;
const ASKED = { day: TODAY, minute: 1200, wallHour: 20 };

/** Sessions in order, an hour apart, on the day `back` days before today. */
function onDay(back: number, categories: string) {
  return [...categories].map((category, index) =>
    learnedSession({ day: TODAY - back, startMinute: 420 + index * 60, category }),
  );
}

function ask(sessions: ReturnType<typeof onDay>, categories: readonly string[] = []) {
  const state = fold(diversityDetector, diversityDetector.empty(), sessions);
  diversityDetector.advance(state, TODAY);
  return diversityDetector.predict(state, { asked: ASKED, categories });
}

describe("diversity detector", () => {
  test("the worked example: Coding 3, Learning 2, Other 1, nothing found", () => {
    const state = fold(diversityDetector, diversityDetector.empty(), dataSetG());
    const answer = diversityDetector.predict(state, { asked: ASKED, categories: [] });
    assert.equal(answer.status, "ready");
    assert.deepEqual(answer.value.distribution, [
      { category: "Coding", sessions: 3 },
      { category: "Learning", sessions: 2 },
      { category: "Other", sessions: 1 },
    ]);
    assert.deepEqual(answer.value.findings, []);
  });

  test("one session is no overload", () => {
    const answer = ask(onDay(0, "A"));
    assert.equal(answer.status, "insufficient_data");
    assert.deepEqual(answer.value.avoid, []);
    assert.deepEqual(ask(onDay(0, "AABA")).value.avoid, []);
  });

  test("five sessions of one category are", () => {
    const { status, value, confidence } = ask([...onDay(1, "AAB"), ...onDay(0, "AABAAA")]);
    assert.equal(status, "ready");
    assert.deepEqual(value.avoid, ["A"]);
    assert.deepEqual(value.findings[0], {
      code: "overloaded",
      category: "A",
      sessions: 7,
      total: 9,
    });
    assert.ok(confidence > 0.9);
  });

  test("alternatives are the least used known categories, not a fixed list", () => {
    const history = [...onDay(9, "BBBCCD"), ...onDay(0, "AAAAA")];
    assert.deepEqual(ask(history).value.alternatives, ["D", "C", "B"]);
    assert.deepEqual(ask(history, ["B", "A", "New", "D"]).value.alternatives, ["New", "D", "B"]);
    assert.deepEqual(ask([]).value.alternatives, []);
  });

  test("any three in a row on any day of the window, in the order of time", () => {
    const { value } = ask([...onDay(2, "ABCCCA"), ...onDay(1, "AB"), ...onDay(0, "BA")]);
    assert.deepEqual(value.findings, [
      { code: "in_a_row", category: "C", sessions: 3, day: TODAY - 2 },
    ]);
  });

  test("a run ends with the day, and older days do not count", () => {
    assert.deepEqual(ask([...onDay(1, "BAA"), ...onDay(0, "ABCA")]).value.findings, []);
    assert.deepEqual(ask([...onDay(3, "AAAAA"), ...onDay(0, "B")]).value.findings, []);
  });

  test("abandoned sessions say nothing", () => {
    const abandoned = onDay(0, "AAAAAA").map((session) => ({ ...session, completed: false }));
    assert.equal(ask(abandoned).value.sessions, 0);
  });

  test("any names, bounded, the same after JSON", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 100 }), { maxLength: 80 }), (categories) => {
        const sessions = categories.map((category, index) =>
          learnedSession({ day: TODAY - 80 + index, category, id: `${index}` }),
        );
        const state = fold(diversityDetector, diversityDetector.empty(), sessions);
        assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
        assert.ok(state.recentDays.length <= 20 && state.categories.length <= 16);
        diversityDetector.advance(state, TODAY);
        const query = { asked: ASKED, categories: [] };
        const { value, confidence } = diversityDetector.predict(state, query);
        assert.ok(confidence >= 0 && confidence <= 1);
        assert.ok(value.alternatives.every((category) => !value.avoid.includes(category)));
        const { baseline, total, factors } = diversityDetector.explain(state, query);
        const sum = factors.reduce((all, { contribution }) => all + contribution, baseline);
        assert.ok(Math.abs(sum - total) < 1e-12);
      }),
    );
  });
});
