import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { LearnedSession } from "../../../../src/models/model.ts";
import type { DayForecast, WeekForecast } from "../../../../src/models/session-predictor/query.ts";
import { sessionPredictor } from "../../../../src/models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../../../../src/models/session-predictor/state.ts";
import { asked, FIRST_DAY, histories, learn } from "./histories.ts";

const RUNS = { numRuns: 60 };

function lastDayOf(sessions: readonly LearnedSession[]): number {
  return sessions.at(-1)?.day ?? FIRST_DAY;
}

function dayForecast(state: SessionPredictorState, day: number, minute: number): DayForecast {
  const { value } = sessionPredictor.predict(state, {
    kind: "day",
    asked: asked(day, minute),
    day,
  });
  assert.ok(value.kind === "day");
  return value;
}

function weekForecast(state: SessionPredictorState, day: number, minute: number): WeekForecast {
  const { value } = sessionPredictor.predict(state, {
    kind: "week",
    asked: asked(day, minute),
    start: day,
  });
  assert.ok(value.kind === "week");
  return value;
}

const minutes = fc.integer({ min: 0, max: 1439 });

describe("the session predictor", () => {
  test("changes neither the state nor the question by answering", () => {
    fc.assert(
      fc.property(histories, minutes, (sessions, minute) => {
        const state = learn(sessions);
        const before = structuredClone(state);
        const day = lastDayOf(sessions);
        dayForecast(state, day, minute);
        weekForecast(state, day, minute);
        sessionPredictor.explain(state, { kind: "day", asked: asked(day, minute), day });
        assert.deepEqual(state, before);
      }),
      RUNS,
    );
  });

  test("has the same state after the same history", () => {
    fc.assert(
      fc.property(histories, (sessions) => {
        assert.deepEqual(learn(sessions), learn(structuredClone(sessions)));
      }),
      RUNS,
    );
  });

  test("continues identically after its state went through JSON at any step", () => {
    fc.assert(
      fc.property(histories, fc.nat(), (sessions, at) => {
        const cut = sessions.length === 0 ? 0 : at % (sessions.length + 1);
        const stored: SessionPredictorState = JSON.parse(
          JSON.stringify(learn(sessions.slice(0, cut))),
        );
        for (const session of sessions.slice(cut)) sessionPredictor.learnInto(stored, session);
        assert.deepEqual(stored, learn(sessions));
      }),
      RUNS,
    );
  });

  test("advances day by day to where one long advance leads, and twice is once", () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 900 }), (sessions, days) => {
        const day = lastDayOf(sessions) + days;
        const long = learn(sessions);
        sessionPredictor.advance(long, day);
        const short = learn(sessions);
        for (let next = lastDayOf(sessions); next <= day; next++) {
          sessionPredictor.advance(short, next);
        }
        assert.deepEqual(short, long);
        sessionPredictor.advance(long, day);
        sessionPredictor.advance(long, day - 3);
        assert.deepEqual(short, long);
      }),
      { numRuns: 20 },
    );
  });

  test("gives probabilities that are not negative and add up to 1", () => {
    fc.assert(
      fc.property(histories, minutes, (sessions, minute) => {
        const state = learn(sessions);
        const week = weekForecast(state, lastDayOf(sessions), minute);
        for (const { pmf, mean, confidence, interval80 } of [...week.days, week.total]) {
          assert.ok(pmf.every((probability) => probability >= 0));
          const sum = pmf.reduce((total, probability) => total + probability, 0);
          assert.ok(Math.abs(sum - 1) < 1e-6, `sum ${sum}`);
          assert.ok(Number.isFinite(mean) && mean >= 0);
          assert.ok(confidence >= 0 && confidence <= 1);
          assert.ok(interval80.lower <= interval80.upper && interval80.mass >= 0.8 - 1e-6);
        }
      }),
      RUNS,
    );
  });

  test("never forecasts fewer sessions than are done", () => {
    fc.assert(
      fc.property(histories, minutes, (sessions, minute) => {
        const day = lastDayOf(sessions);
        const done = sessions.filter(
          (session) =>
            session.day === day && session.completed && Math.floor(session.knownMinute) <= minute,
        ).length;
        const forecast = dayForecast(learn(sessions), day, minute);
        assert.equal(forecast.doneSessions, done);
        assert.ok(forecast.predictedSessions >= done);
        assert.ok(forecast.interval80.lower >= done);
        assert.ok(forecast.mean >= done - 1e-9);
        assert.ok(forecast.pmf.slice(0, done).every((probability) => probability === 0));
      }),
      RUNS,
    );
  });

  test("forecasts what is done when the day is over", () => {
    fc.assert(
      fc.property(histories, (sessions) => {
        const { interval80, doneSessions, mean, confidence } = dayForecast(
          learn(sessions),
          lastDayOf(sessions),
          1439,
        );
        assert.deepEqual([interval80.lower, interval80.upper], [doneSessions, doneSessions]);
        assert.equal(mean, doneSessions);
        assert.equal(confidence, 1);
      }),
      RUNS,
    );
  });

  test("does not look at sessions that become known later in the day", () => {
    fc.assert(
      fc.property(histories, minutes, (sessions, minute) => {
        const day = lastDayOf(sessions);
        const known = sessions.filter(
          (session) => session.day < day || Math.floor(session.knownMinute) <= minute,
        );
        if (known.length === 0) return;
        const query = { kind: "week", asked: asked(day, minute), start: day } as const;
        const honest = learn(known);
        sessionPredictor.advance(honest, day);
        assert.deepEqual(
          sessionPredictor.predict(learn(sessions), query).value,
          sessionPredictor.predict(honest, query).value,
        );
      }),
      RUNS,
    );
  });

  test("answers from a state that lags behind as from one that was advanced", () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 40 }), (sessions, later) => {
        const day = lastDayOf(sessions) + later;
        const advanced = learn(sessions);
        sessionPredictor.advance(advanced, day);
        assert.deepEqual(dayForecast(learn(sessions), day, 600), dayForecast(advanced, day, 600));
      }),
      RUNS,
    );
  });

  test("explains the mean by a baseline and contributions that add up to it", () => {
    fc.assert(
      fc.property(histories, minutes, fc.nat(20), (sessions, minute, ahead) => {
        const state = learn(sessions);
        const now = asked(lastDayOf(sessions), minute);
        const query = { kind: "day", asked: now, day: now.day + ahead } as const;
        const { baseline, factors, total } = sessionPredictor.explain(state, query);
        const sum = factors.reduce((value, factor) => value + factor.contribution, baseline);
        const { value } = sessionPredictor.predict(state, query);
        assert.ok(value.kind === "day");
        assert.ok(Math.abs(sum - total) < 1e-12);
        assert.ok(Math.abs(total - value.mean) < 1e-9, `${total}, not ${value.mean}`);
      }),
      RUNS,
    );
  });
});
