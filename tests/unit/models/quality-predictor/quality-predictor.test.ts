import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { drawHistory, RATED_PEOPLE } from "../../../../benchmarks/quality/support/rated-people.ts";
import { fold, learn } from "../../../../src/models/learn.ts";
import type { LearnedSession } from "../../../../src/models/model.ts";
import { WIDTH } from "../../../../src/models/quality-predictor/features.ts";
import { qualityPredictor } from "../../../../src/models/quality-predictor/quality-predictor.ts";
import { FACTORS } from "../../../../src/models/quality-predictor/rating-forecast.ts";
import {
  priorVariance,
  solveEffects,
} from "../../../../src/models/quality-predictor/regression.ts";
import { HUNDREDTHS, UNIT } from "../../../../src/models/quality-predictor/state.ts";
import { at } from "../../../../src/stats/at.ts";
import { packedIndex } from "../../../../src/stats/packed-cholesky.ts";
import { learnedSession } from "../../../support/learned-session.ts";
import { qualityQuery } from "./queries.ts";

function drawn(id: string, seed: number): LearnedSession[] {
  const person = RATED_PEOPLE.find((candidate) => candidate.id === id);
  assert.ok(person);
  return drawHistory(person, seed).map(({ session }) => session);
}

function queryAt(session: LearnedSession) {
  return qualityQuery({
    asked: { day: session.day, minute: session.startMinute, wallHour: session.startHour },
    preset: session.preset,
    category: session.category,
  });
}

const anySessions = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 200 }),
      startMinute: fc.integer({ min: 0, max: 1439 }),
      durationMinutes: fc.double({ min: 0.02, max: 1440, noNaN: true }),
      preset: fc.oneof(fc.constantFrom("deep_work", "quick_tasks"), fc.string({ maxLength: 50 })),
      category: fc.oneof(fc.constantFrom("A", "B", "__proto__"), fc.string({ maxLength: 100 })),
      rating: fc.option(fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100)),
      completed: fc.boolean(),
      wellness: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    }),
    { maxLength: 60 },
  )
  .map((drafts) => {
    let day = 19_000;
    const sessions = drafts.map(({ gap, ...rest }, index) => {
      day += index % 3 === 0 ? gap : 0;
      return learnedSession({ ...rest, day, id: `${index}` });
    });
    return sessions.sort((a, b) => a.startedAtMs - b.startedAtMs);
  });

describe("quality predictor", () => {
  test("baseline and contributions add up to the prediction, everything in range", () => {
    fc.assert(
      fc.property(anySessions, fc.integer({ min: 0, max: 23 }), (sessions, hour) => {
        const state = fold(qualityPredictor, qualityPredictor.empty(), sessions);
        const query = { ...qualityQuery({ hour }), category: sessions[0]?.category ?? null };
        const { value, confidence } = qualityPredictor.predict(state, query);
        const explained = qualityPredictor.explain(state, query);
        const sum = explained.factors.reduce((total, { contribution }) => total + contribution, 0);
        assert.ok(Math.abs(explained.baseline + sum - explained.total) < 1e-9);
        assert.equal(explained.total, value.predictedProductivity);
        assert.ok(value.predictedProductivity >= 0 && value.predictedProductivity <= 100);
        assert.ok(value.interval80.lower <= value.predictedProductivity);
        assert.ok(value.interval80.upper >= value.predictedProductivity);
        assert.ok(confidence > 0 && confidence < 1);
        assert.ok(value.completionProbability > 0 && value.completionProbability < 1);
        for (const name of FACTORS) {
          const { score } = value.factorScores[name];
          assert.ok(score >= 0 && score <= 100, `${name} ${score}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a stored state continues exactly like one that never left memory", () => {
    fc.assert(
      fc.property(anySessions, fc.nat(59), (sessions, cut) => {
        const whole = fold(qualityPredictor, qualityPredictor.empty(), sessions);
        const half = fold(qualityPredictor, qualityPredictor.empty(), sessions.slice(0, cut));
        const stored: typeof half = JSON.parse(JSON.stringify(half));
        assert.deepEqual(fold(qualityPredictor, stored, sessions.slice(cut)), whole);
      }),
      { numRuns: 40 },
    );
  });

  test("crossing days in one step or in many makes no difference", () => {
    const sessions = drawn("rhythm-sparse", 3);
    const once = fold(qualityPredictor, qualityPredictor.empty(), sessions);
    const often = qualityPredictor.empty();
    for (const session of sessions) {
      for (let day = session.day - 2; day <= session.day; day += 1) {
        qualityPredictor.advance(often, day);
      }
      qualityPredictor.learnInto(often, session);
    }
    assert.deepEqual(often, once);
    const later = structuredClone(once);
    const last = once.day ?? 0;
    qualityPredictor.advance(once, last + 700);
    for (let day = last; day <= last + 700; day += 1) qualityPredictor.advance(later, day);
    assert.deepEqual(later, once);
  });

  test("an unrated session moves no rating", () => {
    const sessions = drawn("rhythm", 1).slice(0, 200);
    const state = fold(qualityPredictor, qualityPredictor.empty(), sessions);
    const last = sessions.at(-1);
    assert.ok(last);
    const after = learn(qualityPredictor, state, {
      ...last,
      startMinute: last.knownMinute,
      knownMinute: last.knownMinute + 25,
      rating: null,
      completed: false,
    });
    const query = { ...queryAt(last), sessionsToday: 2, minutesSinceLast: 20 };
    assert.equal(
      qualityPredictor.predict(after, query).value.predictedProductivity,
      qualityPredictor.predict(state, query).value.predictedProductivity,
    );
  });

  test("the incremental sums give the effects of a regression over all sessions at once", () => {
    const sessions = drawn("rhythm", 2).slice(0, 150);
    const state = fold(qualityPredictor, qualityPredictor.empty(), sessions);
    const { coefficients } = solveEffects(state, 144);
    // The normal equations hold, entry by entry: (G + Λ) β = X'y + Λ β₀ with β₀ = 0 but for two columns.
    for (let row = 0; row < 30; row += 1) {
      let left = (144 / priorVariance(row)) * at(coefficients, row);
      for (let column = 0; column < WIDTH; column += 1) {
        const entry = row >= column ? packedIndex(row, column) : packedIndex(column, row);
        left += (at(state.gram, entry) / UNIT) * at(coefficients, column);
      }
      const right = at(state.moments, row) / (UNIT * HUNDREDTHS);
      assert.ok(Math.abs(left - right) < 1e-6 * Math.max(1, Math.abs(right)), `row ${row}`);
    }
  });

  test("the first column of the sums counts the ratings, the rest their features", () => {
    const sessions = drawn("rhythm", 2)
      .filter((session) => session.completed)
      .slice(0, 100);
    const state = fold(qualityPredictor, qualityPredictor.empty(), sessions);
    const rated = sessions.filter((session) => session.rating !== null);
    assert.equal(at(state.gram, 0), UNIT * rated.length);
    const deepWork = rated.filter((session) => session.preset === "deep_work");
    assert.equal(at(state.gram, packedIndex(12, 0)), UNIT * deepWork.length);
    const sum = deepWork.reduce((total, session) => total + (session.rating ?? 0) - 70, 0);
    assert.equal(at(state.moments, 12), UNIT * HUNDREDTHS * sum);
  });

  test("eight hundred categories keep the state bounded and the frequent ones known", () => {
    const sessions = Array.from({ length: 4000 }, (_, index) =>
      learnedSession({
        id: `${index}`,
        day: 19_000 + Math.floor(index / 4),
        startMinute: 480 + (index % 4) * 120,
        category: index % 4 === 0 ? "frequent" : `${"long name ".repeat(9)}${index % 800}`,
        rating: index % 101,
      }),
    );
    const state = fold(qualityPredictor, qualityPredictor.empty(), sessions);
    assert.ok(state.categories.includes("frequent"));
    assert.ok(JSON.stringify(state).length < 8192, `${JSON.stringify(state).length}`);
  });

  test("ten years of eight sessions a day stay below 7 KB", () => {
    const [person] = RATED_PEOPLE;
    assert.ok(person);
    const heavy = { ...person, days: 3650, sessionsPerDay: 8 };
    const sessions = drawHistory(heavy, 5).map(({ session }) => session);
    const state = fold(qualityPredictor, qualityPredictor.empty(), sessions);
    assert.ok(JSON.stringify(state).length < 7168, `${JSON.stringify(state).length}`);
  });

  test("completion: the person's share, moved by preset, hour and place in the day", () => {
    const sessions = Array.from({ length: 200 }, (_, index) =>
      learnedSession({
        id: `${index}`,
        day: 19_000 + index,
        startHour: index % 2 === 0 ? 9 : 20,
        completed: index % 2 === 0 || index % 4 === 1,
      }),
    );
    const state = fold(qualityPredictor, qualityPredictor.empty(), sessions);
    const asked = { day: 19_200, minute: 600, wallHour: 10 };
    const morning = qualityPredictor.predict(state, qualityQuery({ asked, hour: 9 })).value;
    const evening = qualityPredictor.predict(state, qualityQuery({ asked, hour: 20 })).value;
    const [early, late] = [morning.completionProbability, evening.completionProbability];
    assert.ok(early > 0.8 && early - late > 0.15, `${early}, ${late}`);
    const empty = qualityPredictor.predict(qualityPredictor.empty(), qualityQuery()).value;
    assert.ok(Math.abs(empty.completionProbability - 0.9) < 1e-9);
  });
});
