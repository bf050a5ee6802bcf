import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { arrivalHours } from "../../../../src/models/session-predictor/arrival-hours.ts";
import { FACTOR_CODES } from "../../../../src/models/session-predictor/explain.ts";
import { pmfOf } from "../../../../src/models/session-predictor/forecast.ts";
import { outlookOf } from "../../../../src/models/session-predictor/outlook.ts";
import { sessionPredictor } from "../../../../src/models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../../../../src/models/session-predictor/state.ts";
import { learnedSession } from "../../../support/learned-session.ts";
import { asked, learn, regularWeeks } from "./histories.ts";

/** A person of four sessions on every weekday, over eight weeks; `today` is the Monday after. */
const weeks = regularWeeks(56);
const today = (weeks[0]?.day ?? 0) + 56;

function person(): SessionPredictorState {
  const state = learn(weeks);
  sessionPredictor.advance(state, today);
  return state;
}

function dayAt(state: SessionPredictorState, day: number, minute = 0) {
  const prediction = sessionPredictor.predict(state, {
    kind: "day",
    asked: asked(today, minute),
    day,
  });
  assert.ok(prediction.value.kind === "day");
  return { ...prediction, value: prediction.value };
}

function weekAt(state: SessionPredictorState, minute = 0, start = today) {
  const { value } = sessionPredictor.predict(state, {
    kind: "week",
    asked: asked(today, minute),
    start,
  });
  assert.ok(value.kind === "week");
  return value;
}

describe("answers of the session predictor", () => {
  test("a working week and a free weekend are told apart", () => {
    const { days } = weekAt(person());
    assert.deepEqual(
      days.map((day) => day.predictedSessions),
      [4, 4, 4, 4, 4, 0, 0],
    );
  });

  test("an unfinished day does not pull down its own forecast", () => {
    const state = person();
    sessionPredictor.learnInto(state, learnedSession({ day: today, startMinute: 540 }));
    assert.equal(dayAt(state, today, 570).value.predictedSessions, 4);
    assert.equal(dayAt(state, today + 7, 570).value.predictedSessions, 4);
  });

  test("what is done by a time of day decides what is still expected", () => {
    const early = person();
    for (const startMinute of [540, 600, 660]) {
      sessionPredictor.learnInto(early, learnedSession({ day: today, startMinute }));
    }
    const ahead = dayAt(early, today, 700).value;
    const behind = dayAt(person(), today, 700).value;
    assert.ok(ahead.mean > behind.mean + 2);
    assert.ok(ahead.usuallyDone > 0.5 && ahead.usuallyDone < 0.9);
  });

  test("an absence lowers what is expected, day by day, and a return ends it", () => {
    const state = person();
    const means: number[] = [];
    for (const away of [0, 7, 14, 21]) {
      const day = today + away;
      sessionPredictor.advance(state, day);
      const { value } = sessionPredictor.predict(state, { kind: "day", asked: asked(day), day });
      assert.ok(value.kind === "day");
      means.push(value.mean);
    }
    assert.deepEqual(
      means,
      means.toSorted((a, b) => b - a),
    );
    assert.ok((means[3] ?? 1) < 0.3 * (means[0] ?? 0));
    const back = today + 21;
    for (const startMinute of [540, 600, 660, 720]) {
      sessionPredictor.learnInto(state, learnedSession({ day: back, startMinute }));
    }
    const { value } = sessionPredictor.predict(state, {
      kind: "day",
      asked: asked(back, 800),
      day: back + 1,
    });
    assert.ok(value.kind === "day" && value.mean > 2);
  });

  test("sessions given up are no completed sessions, but their day is a known one", () => {
    const given = learn([learnedSession({ day: today, completed: false })]);
    sessionPredictor.advance(given, today + 1);
    assert.equal(given.usedDays, 1);
    assert.equal(given.unusedDays, 0);
    assert.equal(given.openMinutes.length, 0);
  });

  test("says that it knows too little below three sessions or three days", () => {
    const empty = dayAt(sessionPredictor.empty(), today);
    assert.equal(empty.status, "insufficient_data");
    assert.ok(empty.value.mean > 0.5);
    const two = learn([0, 1].map((index) => learnedSession({ day: today - 9 + index })));
    assert.deepEqual(insufficiency(two), { have: 2, need: 3 });
    const oneDay = learn(
      [540, 600, 660].map((startMinute) => learnedSession({ day: today - 1, startMinute })),
    );
    assert.deepEqual(insufficiency(oneDay), { have: 1, need: 3 });
    const enough = learn([0, 1, 2].map((index) => learnedSession({ day: today - 3 + index })));
    assert.equal(dayAt(enough, today).status, "ready");
    assert.deepEqual(dayAt(enough, today).basis, {
      sessions: 3,
      days: 3,
      method: "dynamic_count_mixture",
    });
  });

  function insufficiency(state: SessionPredictorState) {
    const prediction = dayAt(state, today);
    return prediction.status === "insufficient_data"
      ? { have: prediction.have, need: prediction.need }
      : undefined;
  }

  test("more sessions than it can tell apart are still never forecast away", () => {
    const state = person();
    for (let minute = 0; minute < 70; minute++) {
      sessionPredictor.learnInto(
        state,
        learnedSession({ day: today, startMinute: minute, durationMinutes: 1 }),
      );
    }
    const { value } = dayAt(state, today, 600);
    assert.equal(value.doneSessions, 70);
    assert.equal(value.predictedSessions, 70);
    assert.equal(value.pmf[70], 1);
    assert.ok(weekAt(state, 600).total.interval80.lower >= 70);
  });

  test("refuses to learn about a closed day and to answer about the past of its state", () => {
    const state = person();
    assert.throws(
      () => sessionPredictor.learnInto(state, learnedSession({ day: today - 1 })),
      RangeError,
    );
    assert.throws(
      () => sessionPredictor.predict(state, { kind: "day", asked: asked(today - 1), day: today }),
      RangeError,
    );
    assert.throws(() => dayAt(state, today - 1), RangeError);
  });

  test("tomorrow takes in how today goes", () => {
    const state = person();
    const before = dayAt(state, today + 1, 0).value.mean;
    const idleEvening = dayAt(state, today + 1, 1400).value.mean;
    assert.ok(idleEvening < before - 0.3, `${idleEvening} after an idle day, ${before} before it`);
    const { factors } = sessionPredictor.explain(state, {
      kind: "day",
      asked: asked(today, 1400),
      day: today + 1,
    });
    const reason = factors.find((factor) => factor.code === "sessions.today");
    assert.ok(Math.abs((reason?.contribution ?? 0) - (idleEvening - before)) < 1e-9);
  });

  test("a way of ending today that is left out as too unlikely takes nothing off tomorrow", () => {
    const state = person();
    const pmf = new Float64Array(61);
    pmf[0] = 1 - 5e-7;
    pmf[1] = 5e-7;
    const outlook = { ...outlookOf(state, asked(today, 1200)), pmf, trust: 1 };
    const tomorrow = pmfOf(state, outlook, today + 1);
    assert.ok(Math.abs(tomorrow.reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
  });

  test("a state of ten busy years is small", () => {
    const state = learn(regularWeeks(3650, 12));
    assert.ok(JSON.stringify(state).length < 20_000);
  });

  test("a silence of centuries costs four weeks and is no day of use", () => {
    const state = person();
    const { usedDays } = state;
    sessionPredictor.advance(state, today + 28);
    const soon = structuredClone(state);
    sessionPredictor.advance(state, today + 200_000);
    assert.equal(state.openDay, today + 200_000);
    assert.ok(state.usedDays <= usedDays && state.usedDays > usedDays - 7);
    assert.deepEqual(state, { ...soon, openDay: state.openDay, unusedDays: state.unusedDays });
  });

  test("remembered forecasts do not outlive the day they were made on", () => {
    const state = person();
    dayAt(state, today + 1);
    sessionPredictor.advance(state, today + 3);
    const query = { kind: "day", asked: asked(today + 3), day: today + 4 } as const;
    assert.deepEqual(
      sessionPredictor.predict(state, query),
      sessionPredictor.predict(structuredClone(state), query),
    );
  });
});

describe("the total of a week", () => {
  test("has the days' means added up", () => {
    const { days, total } = weekAt(person());
    const sum = days.reduce((value, day) => value + day.mean, 0);
    assert.ok(Math.abs(total.mean - sum) < 0.02 * sum, `${total.mean}, not ${sum}`);
  });

  test("is wider than independent days would make it", () => {
    const { days, total } = weekAt(person());
    const variance = (pmf: readonly number[], mean: number) =>
      pmf.reduce((value, probability, count) => value + probability * (count - mean) ** 2, 0);
    const independent = days.reduce((value, day) => value + variance(day.pmf, day.mean), 0);
    assert.ok(variance(total.pmf, total.mean) > 1.3 * independent);
  });

  test("holds at least what is done today", () => {
    const state = person();
    for (const startMinute of [540, 600, 660]) {
      sessionPredictor.learnInto(state, learnedSession({ day: today, startMinute }));
    }
    const { total } = weekAt(state, 700);
    assert.ok(total.interval80.lower >= 3);
  });

  test("can begin on a later day", () => {
    const { days, total } = weekAt(person(), 0, today + 5);
    assert.equal(days[0]?.day, today + 5);
    assert.ok(total.mean > 10);
  });
});

describe("predicted productivity", () => {
  test("is neutral for a stranger, never 3.5", () => {
    const { mean, ratedSessions } = dayAt(sessionPredictor.empty(), today).value.productivity;
    assert.equal(mean, 70);
    assert.equal(ratedSessions, 0);
  });

  test("comes from the weekday itself, pulled towards the person", () => {
    const sessions = regularWeeks(140).map((session) => ({
      ...session,
      rating: session.day % 7 === today % 7 ? 90 : 50,
    }));
    const state = learn(sessions);
    const day = (sessions[0]?.day ?? 0) + 140;
    const { value } = sessionPredictor.predict(state, {
      kind: "week",
      asked: asked(day),
      start: day,
    });
    assert.ok(value.kind === "week");
    const [monday, tuesday] = value.days.map((each) => each.productivity.mean);
    assert.ok((monday ?? 0) > 70 && (monday ?? 0) < 90, `Monday ${monday}`);
    assert.ok((tuesday ?? 0) > 50 && (tuesday ?? 0) < 58, `Tuesday ${tuesday}`);
  });

  test("forgets: old ratings count less than new ones", () => {
    const rated = (days: number, rating: number, offset: number) =>
      regularWeeks(days).map((session) => ({ ...session, day: session.day + offset, rating }));
    const state = learn([...rated(182, 30, 0), ...rated(182, 90, 182)]);
    const day = (state.openDay ?? 0) + 3;
    const { value } = sessionPredictor.predict(state, { kind: "day", asked: asked(day), day });
    assert.ok(value.kind === "day" && value.productivity.mean > 80);
  });

  test("an unrated session changes nothing, and zero is a rating", () => {
    const unrated = learn(weeks.map((session) => ({ ...session, rating: null })));
    assert.equal(dayAt(unrated, today).value.productivity.mean, 70);
    const zero = learn(weeks.map((session) => ({ ...session, rating: 0 })));
    const { mean, interval80 } = dayAt(zero, today).value.productivity;
    assert.ok(mean < 10);
    assert.ok(interval80.lower >= 0 && interval80.upper <= 100 && interval80.mass >= 0.8 - 1e-9);
  });
});

describe("reasons and rhythm", () => {
  test("a Saturday is explained by its weekday, an ahead-of-time day by what is done", () => {
    const state = person();
    const saturday = sessionPredictor.explain(state, {
      kind: "day",
      asked: asked(today),
      day: today + 5,
    });
    const weekday = saturday.factors.find((factor) => factor.code === "sessions.weekday");
    assert.ok((weekday?.contribution ?? 0) < -2);
    for (const startMinute of [540, 550, 560, 570]) {
      sessionPredictor.learnInto(
        state,
        learnedSession({ day: today, startMinute, durationMinutes: 5 }),
      );
    }
    const ahead = sessionPredictor.explain(state, {
      kind: "day",
      asked: asked(today, 600),
      day: today,
    });
    assert.deepEqual(
      ahead.factors.map((factor) => factor.code),
      FACTOR_CODES.slice(0, 6),
    );
    const done = ahead.factors.find((factor) => factor.code === "sessions.done_so_far");
    assert.ok((done?.contribution ?? 0) > 1);
  });

  test("a week's reasons are those of its days together", () => {
    const state = person();
    const { baseline, total } = sessionPredictor.explain(state, {
      kind: "week",
      asked: asked(today),
      start: today,
    });
    const sum = weekAt(state).days.reduce((value, day) => value + day.mean, 0);
    assert.ok(Math.abs(total - sum) < 1e-9);
    assert.ok(baseline > 10);
  });

  test("gives no reasons where it knows too little", () => {
    const { factors, baseline, total } = sessionPredictor.explain(sessionPredictor.empty(), {
      kind: "day",
      asked: asked(today),
      day: today,
    });
    assert.deepEqual(factors, []);
    assert.equal(baseline, total);
  });

  test("shares of the hours follow the person, and add up", () => {
    const shares = arrivalHours(person(), 1, 0);
    assert.equal(shares.length, 24);
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
    // Sessions of 25 minutes that start at 9, 10, 11 and 12 become known within the same hours.
    const usual = [9, 10, 11, 12].reduce((sum, hour) => sum + (shares[hour] ?? 0), 0);
    assert.ok(usual > 0.9);
  });

  test("hours are counted from the start of the person's day", () => {
    const stranger = sessionPredictor.empty();
    const midnight = arrivalHours(stranger, 1, 0);
    const four = arrivalHours(stranger, 1, 4 * 60);
    assert.ok(Math.abs((midnight[9] ?? 0) - (four[5] ?? 1)) < 1e-12);
  });
});
