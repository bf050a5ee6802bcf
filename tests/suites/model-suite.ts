import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { fold, learn } from "../../src/models/learn.ts";
import type { LearnedSession, Model } from "../../src/models/model.ts";
import { deepFreeze } from "../support/deep-freeze.ts";
import { histories, lastDayOf, momentOn } from "../support/learned-histories.ts";
import { learnedSession } from "../support/learned-session.ts";
import { hostileSessions } from "./hostile-sessions.ts";
import type { ModelQuestions } from "./model-questions.ts";

/** A plain copy that went through JSON, as a stored state does. */
function throughJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

/** Fails on NaN and infinities anywhere inside; JSON would turn them into null in silence. */
function assertFinite(value: unknown, path = "answer"): void {
  if (typeof value === "number") assert.ok(Number.isFinite(value), `${path} is ${value}`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) assertFinite(inner, `${path}.${key}`);
}

/** The same JSON with all object keys in the opposite order. */
function keysReversed<Value>(value: Value): Value {
  const turn = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(turn);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner)
        .reverse()
        .map(([key, entry]) => [key, turn(entry)]),
    );
  };
  return JSON.parse(JSON.stringify(turn(value)));
}

const RUNS = { numRuns: 40 };

/** What every model promises, whatever it is about. */
export function modelSuite<State, Query, Value>(
  model: Model<State, Query, Value>,
  questions: ModelQuestions<Query, Value>,
  maxStateBytes: number,
): void {
  const folded = (sessions: readonly LearnedSession[]) => fold(model, model.empty(), sessions);

  /** Histories, each with a question asked `ahead` days after the last session. */
  const asked = histories().chain((sessions) =>
    fc.integer({ min: 0, max: 40 }).chain((ahead) => {
      const day = lastDayOf(sessions) + ahead;
      return fc
        .integer({ min: 0, max: 1439 })
        .chain((minute) => questions.queries(momentOn(day, minute)))
        .map((query) => ({ sessions, day, query }));
    }),
  );

  function stateAt(sessions: readonly LearnedSession[], day: number): State {
    const state = folded(sessions);
    model.advance(state, day);
    return state;
  }

  describe(`model ${model.name}: state`, () => {
    test("an empty state is made anew each time and is plain JSON", () => {
      assert.notEqual(model.empty(), model.empty());
      assert.deepEqual(throughJson(model.empty()), model.empty());
    });

    test("learning leaves the session, and in its pure form the state, untouched", () => {
      fc.assert(
        fc.property(histories(20), (sessions) => {
          let state = deepFreeze(model.empty());
          for (const session of sessions)
            state = deepFreeze(learn(model, state, deepFreeze(session)));
        }),
        RUNS,
      );
    });

    test("the same history gives the same state, learned at once, in parts, or through JSON", () => {
      fc.assert(
        fc.property(histories(), fc.nat(60), (sessions, cut) => {
          const atOnce = folded(sessions);
          assert.deepEqual(folded(sessions), atOnce);
          const firstHalf = throughJson(folded(sessions.slice(0, cut)));
          assert.deepEqual(fold(model, firstHalf, sessions.slice(cut)), atOnce);
          let stepwise = model.empty();
          for (const session of sessions) stepwise = learn(model, throughJson(stepwise), session);
          assert.deepEqual(throughJson(stepwise), throughJson(atOnce));
        }),
        RUNS,
      );
    });

    test("advancing is idempotent, never goes back, and its steps do not matter", () => {
      fc.assert(
        fc.property(histories(), fc.nat(400), fc.nat(400), (sessions, first, second) => {
          const last = lastDayOf(sessions);
          const direct = stateAt(sessions, last + first + second);
          const inSteps = stateAt(sessions, last + first);
          model.advance(inSteps, last + first + second);
          assert.deepEqual(inSteps, direct);
          model.advance(inSteps, last + first + second);
          model.advance(inSteps, last);
          assert.deepEqual(inSteps, direct);
        }),
        RUNS,
      );
    });

    test("days closed early, at every midnight, give the same state as days closed late", () => {
      fc.assert(
        fc.property(histories(30), (sessions) => {
          const eager = model.empty();
          let today = sessions[0]?.day ?? 0;
          for (const session of sessions) {
            const from = Math.max(today, session.day - 20);
            for (let day = from; day <= session.day; day += 1) model.advance(eager, day);
            today = session.day;
            model.learnInto(eager, session);
          }
          assert.deepEqual(eager, folded(sessions));
        }),
        RUNS,
      );
    });

    test("the order of a session's keys is irrelevant, and so is that of a state's", () => {
      fc.assert(
        fc.property(asked, ({ sessions, day, query }) => {
          const state = stateAt(sessions, day);
          assert.deepEqual(folded(sessions.map(keysReversed)), folded(sessions));
          assert.deepEqual(model.predict(keysReversed(state), query), model.predict(state, query));
        }),
        RUNS,
      );
    });
  });

  describe(`model ${model.name}: answers`, () => {
    test("are finite, in range, honest about their data, and change nothing", () => {
      fc.assert(
        fc.property(asked, ({ sessions, day, query }) => {
          const state = deepFreeze(stateAt(sessions, day));
          const answer = model.predict(state, deepFreeze(query));
          assertFinite(answer);
          assert.ok(answer.confidence >= 0 && answer.confidence <= 1);
          assert.ok(Number.isInteger(answer.basis.sessions) && answer.basis.sessions >= 0);
          assert.ok(answer.basis.sessions <= sessions.length);
          assert.ok(Number.isInteger(answer.basis.days) && answer.basis.days >= 0);
          if (answer.status === "insufficient_data") assert.ok(answer.have < answer.need);
          questions.check(answer.value);
          assert.deepEqual(model.predict(state, query), answer);
        }),
        { numRuns: 100 },
      );
    });

    test("are insufficient without a session", () => {
      fc.assert(
        fc.property(questions.queries(momentOn(20_000)), (query) => {
          const state = model.empty();
          assert.equal(model.predict(state, query).status, "insufficient_data");
          model.advance(state, 20_000);
          const answer = model.predict(state, query);
          assert.equal(answer.status, "insufficient_data");
          assertFinite(answer);
          questions.check(answer.value);
        }),
        RUNS,
      );
    });

    test("are explained: baseline and contributions add up to the answer", () => {
      fc.assert(
        fc.property(asked, ({ sessions, day, query }) => {
          const state = deepFreeze(stateAt(sessions, day));
          const { baseline, total, factors } = model.explain(state, query);
          assertFinite(factors, "factors");
          const sum = factors.reduce((sofar, factor) => sofar + factor.contribution, baseline);
          const tolerance = 1e-6 * Math.max(1, Math.abs(total));
          assert.ok(Math.abs(sum - total) <= tolerance, `factors add up to ${sum}, not ${total}`);
          const answer = questions.number(model.predict(state, query).value);
          assert.ok(Math.abs(answer - total) <= tolerance, `explains ${total}, answers ${answer}`);
        }),
        { numRuns: 100 },
      );
    });
  });

  test(`model ${model.name}: hostile sessions leave the state bounded and the answers sane`, () => {
    const state = model.empty();
    let learned = 0;
    for (const session of hostileSessions()) {
      model.learnInto(state, session);
      learned += 1;
      if (learned % 500 !== 0) continue;
      const bytes = Buffer.byteLength(JSON.stringify(state));
      assert.ok(bytes <= maxStateBytes, `${bytes} bytes after ${learned} sessions`);
      for (const query of fc.sample(questions.queries(momentOn(session.day)), 3)) {
        const answer = model.predict(state, query);
        assertFinite(answer);
        questions.check(answer.value);
      }
    }
  });

  if (questions.ratingStatistics !== undefined) ratingSuite(model, questions);
}

/** For models that read ratings: null is no rating, 0 is one. */
function ratingSuite<State, Query, Value>(
  model: Model<State, Query, Value>,
  questions: ModelQuestions<Query, Value>,
): void {
  /** Rating statistics the day after `sessions`, for every question in `queries`. */
  function statistics(sessions: readonly LearnedSession[], day: number, queries: Query[]): unknown {
    const state = fold(model, model.empty(), sessions);
    model.advance(state, day);
    return queries.map((query) => questions.ratingStatistics?.(model.predict(state, query).value));
  }

  function withLast(sessions: readonly LearnedSession[], rating: number | null): LearnedSession[] {
    const { day = 20_000, startMinute = 600, category = "Coding" } = sessions.at(-1) ?? {};
    return [...sessions, learnedSession({ id: "last", day, startMinute, category, rating })];
  }

  describe(`model ${model.name}: ratings`, () => {
    // No absence of years: a model may stop ageing what it knows of somebody who has left.
    const present = histories(60, 200).map((sessions) =>
      sessions.map((session) => ({ ...session, completed: true })),
    );
    const cases = present.chain((sessions) => {
      const day = lastDayOf(withLast(sessions, null)) + 1;
      return fc
        .array(questions.queries(momentOn(day)), { minLength: 1, maxLength: 4 })
        .map((queries) => ({ sessions, day, queries }));
    });

    test("a session that nobody rated moves no rating statistic", () => {
      fc.assert(
        fc.property(cases, ({ sessions, day, queries }) => {
          const before = statistics(sessions, day, queries);
          const known = new Set(sessions.map(({ category }) => category));
          // A new name may show up as a group of its own, unrated.
          fc.pre(sessions.length === 0 || known.has(sessions.at(-1)?.category ?? ""));
          if (sessions.length > 0) {
            assert.deepEqual(statistics(withLast(sessions, null), day, queries), before);
          }
        }),
        RUNS,
      );
    });

    test("a rating of 0 counts, and lowers what is expected", () => {
      fc.assert(
        fc.property(cases, ({ sessions, day, queries }) => {
          const rated = sessions.map((session) => ({ ...session, rating: 80 }));
          assert.notDeepEqual(
            statistics(withLast(rated, 0), day, queries),
            statistics(withLast(rated, null), day, queries),
          );
        }),
        RUNS,
      );
    });
  });
}
