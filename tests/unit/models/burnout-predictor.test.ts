import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  burnoutPredictor,
  levelOf,
} from "../../../src/models/burnout-predictor/burnout-predictor.ts";
import type { LoadSignal } from "../../../src/models/burnout-predictor/load-signal.ts";
import { fold } from "../../../src/models/learn.ts";
import type { LearnedSession, Prediction } from "../../../src/models/model.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../support/data-set-g.ts";
import { learnedSession } from "../../support/learned-session.ts";

/** A Monday. */
const TODAY = 20_255;

function ask(sessions: readonly LearnedSession[], day = TODAY): Prediction<LoadSignal> {
  const state = fold(burnoutPredictor, burnoutPredictor.empty(), sessions);
  burnoutPredictor.advance(state, day);
  return burnoutPredictor.predict(state, { asked: { day, minute: 720, wallHour: 12 } });
}

function measured(answer: Prediction<LoadSignal>, factor: string) {
  return answer.value.measured.find((one) => one.factor === factor);
}

/** Sessions for the days `from` … `to` before TODAY, oldest first. */
function history(
  from: number,
  to: number,
  sessionsOn: (ago: number, day: number) => readonly Partial<LearnedSession>[],
): LearnedSession[] {
  const sessions: LearnedSession[] = [];
  for (let ago = from; ago >= to; ago -= 1) {
    const day = TODAY - ago;
    sessionsOn(ago, day).forEach((given, index) => {
      sessions.push(learnedSession({ startHour: 9 + index, ...given, day, id: `${day}-${index}` }));
    });
  }
  return sessions;
}

const FOUR = [{}, {}, {}, {}];
const workdays = (_: number, day: number) => (isoWeekday(day) <= 5 ? FOUR : []);

describe("worked example (data set G)", () => {
  const answer = ask(dataSetG(), DATA_SET_G_TODAY);

  test("ratings that differ by a little are no decline", () => {
    // The old arithmetic found 0.6 % with windows of eight and seven dates; seven dates against the 14 before them:
    // 15 ratings with mean 68.2, 32 with mean 66.9375.
    const decline = measured(answer, "declining_productivity");
    assert.equal(decline?.parameters.recent, 68.2);
    assert.equal(decline?.parameters.baseline, 66.9375);
    assert.equal(decline?.score, 0);
  });

  test("load is compared in minutes a calendar day", () => {
    // 16 sessions of 25 minutes on the seven closed days, 30 on the 13 days before: 57.14 / 57.69. The old ratio of
    // sessions per active day was 0.93.
    assert.ok(Math.abs((measured(answer, "overwork")?.value ?? 0) - 0.990476) < 1e-6);
  });

  test("an evening session a week is as usual", () => {
    // One of 15; the old window of 15 dates held 2 of 33 = 6.1 %.
    assert.ok(Math.abs((measured(answer, "night_sessions")?.value ?? 0) - 100 / 15) < 1e-9);
  });

  test("the level is low, and nothing is alarming", () => {
    assert.equal(answer.status, "ready");
    assert.equal(answer.value.level, "low");
    assert.equal(answer.value.score, 0);
    assert.deepEqual(answer.value.advice, ["keep_rhythm"]);
    assert.ok(answer.confidence > 0.9);
  });
});

describe("defects of the predecessor", () => {
  test("a rating of 0 is a rating", () => {
    const good = history(34, 0, () => [{ rating: 80 }, { rating: 75 }]);
    const failed = good.map((one) => (one.day > TODAY - 7 ? { ...one, rating: 0 } : one));
    const decline = measured(ask(failed), "declining_productivity");
    assert.equal(decline?.value, 100);
    assert.equal(decline?.score, 25);
  });

  test("Saturday and Sunday are the weekend, Friday is not", () => {
    const fridays = history(34, 0, (ago, day) =>
      isoWeekday(day) === 5 && ago < 7 ? [...FOUR, ...FOUR] : workdays(ago, day),
    );
    assert.equal(measured(ask(fridays), "weekend_work")?.value, 0);
    const weekends = history(34, 0, (ago, day) =>
      isoWeekday(day) > 5 && ago < 7 ? FOUR : workdays(ago, day),
    );
    const share = measured(ask(weekends), "weekend_work");
    // Eight of the 28 sessions of the last seven dates.
    assert.ok(Math.abs((share?.value ?? 0) - 800 / 28) < 1e-9);
    assert.ok((share?.score ?? 0) > 0);
  });

  test("the analysed period has exactly 14 dates, the recent week exactly 7", () => {
    const onDay = (ago: number) => history(ago, ago, () => FOUR);
    const old = history(40, 30, workdays);
    assert.equal(ask([...old, ...onDay(13)]).value.sessionsAnalyzed, 4);
    assert.equal(ask([...old, ...onDay(14)]).value.sessionsAnalyzed, 0);
    const night = (ago: number) =>
      history(34, 0, (back) => (back === ago ? [{ startHour: 23 }, ...FOUR] : FOUR));
    assert.ok((measured(ask(night(6)), "night_sessions")?.value ?? 0) > 0);
    assert.equal(measured(ask(night(7)), "night_sessions")?.value, 0);
  });

  test("work after midnight is night work", () => {
    const late = (hour: number) =>
      measured(
        ask(history(34, 0, (ago) => (ago < 7 ? [{ startHour: hour }, {}, {}] : [{}, {}, {}]))),
        "night_sessions",
      );
    for (const hour of [21, 22, 23, 0, 1, 2, 3, 4, 5]) {
      assert.ok((late(hour)?.score ?? 0) > 0, `hour ${hour}`);
    }
    for (const hour of [6, 12, 20]) assert.equal(late(hour)?.score, 0, `hour ${hour}`);
  });

  test("only the current run of days counts, over the whole history", () => {
    const rested = history(60, 0, (ago) => (ago === 3 || ago === 4 ? [] : FOUR));
    assert.equal(measured(ask(rested), "continuous_days")?.value, 3);
    assert.equal(measured(ask(rested), "continuous_days")?.score, 0);
    const long = history(99, 1, () => FOUR);
    assert.equal(measured(ask(long), "continuous_days")?.value, 99);
    assert.equal(measured(ask(long), "continuous_days")?.score, 10);
  });

  test("load is minutes, not the number of sessions", () => {
    const usual = history(34, 8, () => [{ durationMinutes: 50 }, { durationMinutes: 50 }]);
    const many = history(7, 1, () => Array.from({ length: 4 }, () => ({ durationMinutes: 25 })));
    const long = history(7, 1, () => [
      { durationMinutes: 100, startMinute: 480 },
      { durationMinutes: 100, startMinute: 600 },
    ]);
    assert.equal(measured(ask([...usual, ...many]), "overwork")?.value, 1);
    assert.equal(measured(ask([...usual, ...long]), "overwork")?.value, 2);
  });

  test("minutes of sessions that overlap count once, and no day has more than it lasts", () => {
    const usual = history(34, 8, () => [{ durationMinutes: 60 }]);
    const whole = history(7, 1, () => [
      { durationMinutes: 1440, startMinute: 540 },
      { durationMinutes: 1440, startMinute: 541 },
      { durationMinutes: 1440, startMinute: 542 },
    ]);
    const answer = measured(ask([...usual, ...whole]), "overwork");
    assert.ok(Number(answer?.parameters.recent) <= 1440);
    assert.ok(Number(answer?.parameters.recent) > 1300);
    const twice = history(7, 1, () => [
      { durationMinutes: 60, startMinute: 540 },
      { durationMinutes: 60, startMinute: 540 },
    ]);
    assert.equal(measured(ask([...usual, ...twice]), "overwork")?.value.toFixed(6), "1.000000");
  });

  test("check-ins that get worse count beside the ratings", () => {
    const withWellness = (recent: number) =>
      history(34, 0, (ago) => {
        const wellness = (ago < 7 ? recent : 70) + (ago % 3) - 1;
        return [
          { rating: null, wellness },
          { rating: null, wellness },
        ];
      });
    const worse = measured(ask(withWellness(45)), "declining_productivity");
    assert.ok((worse?.score ?? 0) >= 8);
    assert.ok(Math.abs(Number(worse?.parameters.recentWellness) - 45) < 1);
    assert.equal(measured(ask(withWellness(70)), "declining_productivity")?.score, 0);
  });

  test("the baseline is earlier, and days without sessions are days", () => {
    // Weekends off disappear: as many sessions per active day, but 7/5 of the load.
    const noRest = history(34, 0, (ago, day) => (ago <= 7 ? FOUR : workdays(ago, day)));
    const load = measured(ask(noRest), "overwork");
    assert.ok(Math.abs((load?.value ?? 0) - 7 / 5) < 0.03, `${load?.value}`);
  });

  test("a factor that cannot be judged adds nothing, and is named", () => {
    const answer = ask(history(6, 0, () => [{ rating: null }, { rating: null, startHour: 23 }]));
    assert.equal(answer.status, "ready");
    assert.equal(answer.value.score, 0);
    assert.deepEqual(answer.value.unmeasured, [
      "declining_productivity",
      "overwork",
      "night_sessions",
      "weekend_work",
      "variability",
    ]);
  });
});

describe("whose baseline", () => {
  test("somebody who always works at night has no night factor", () => {
    const owl = history(60, 0, () => [{ startHour: 22 }, { startHour: 23 }, { startHour: 1 }]);
    const night = measured(ask(owl), "night_sessions");
    assert.equal(night?.value, 100);
    assert.equal(night?.score, 0);
  });

  test("the usual load after a holiday is no overwork", () => {
    const back = history(70, 0, (ago) => (ago >= 8 && ago <= 24 ? [] : FOUR));
    const load = measured(ask(back), "overwork");
    assert.ok(Math.abs((load?.value ?? 0) - 1) < 0.05, `${load?.value}`);
    assert.equal(load?.score, 0);
  });

  test("strain that lasts for months does not become the new normal within four weeks", () => {
    const strained = history(200, 0, (ago) =>
      ago > 50 ? [{ rating: 80 }, { rating: 70 }] : [{ rating: 50 }, { rating: 40 }, {}, {}],
    );
    const answer = ask(strained);
    const decline = measured(answer, "declining_productivity");
    assert.equal(decline?.parameters.against, "habit");
    assert.ok((decline?.score ?? 0) >= 8);
    assert.ok((measured(answer, "overwork")?.score ?? 0) >= 12);
  });

  test("an unfinished day has no load yet", () => {
    const calm = history(34, 1, () => FOUR);
    const busyMorning = [...calm, ...history(0, 0, () => [...FOUR, ...FOUR, ...FOUR])];
    assert.equal(measured(ask(busyMorning), "overwork")?.value, 1);
  });
});

describe("the answer", () => {
  test("fewer than five sessions in 14 dates are not enough, whatever was before", () => {
    const answer = ask([...history(90, 20, workdays), ...history(5, 2, () => [{}])]);
    assert.equal(answer.status, "insufficient_data");
    assert.equal(answer.confidence, 0);
    assert.equal(answer.value.level, "unknown");
    assert.equal(answer.value.score, 0);
    assert.deepEqual(answer.value.advice, ["collect_data"]);
    assert.equal(answer.value.sessionsAnalyzed, 4);
  });

  test("levels are those of the score, factors add up, advice follows the worst three", () => {
    const strained = history(60, 0, (ago, day) => {
      if (ago >= 9) return isoWeekday(day) <= 5 ? [{ rating: 80 }, { rating: 76 }] : [];
      const late = Array.from({ length: 3 }, (_, index) => ({ startHour: 21 + index, rating: 20 }));
      return [{ rating: 40 }, { rating: 70 }, ...late];
    });
    const { value } = ask(strained);
    assert.equal(value.level, levelOf(value.score));
    assert.ok(value.score > 50, `${value.score}`);
    assert.equal(
      value.score,
      value.factors.reduce((sum, { score }) => sum + score, 0),
    );
    const scores = value.factors.map(({ score }) => score);
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    );
    assert.deepEqual(
      value.advice,
      value.factors.slice(0, 3).map(({ factor }) => factor),
    );
  });

  test("the limits of the levels are the old ones", () => {
    const levels = [0, 25, 26, 50, 51, 75, 76, 100].map(levelOf);
    assert.deepEqual(levels, [
      "low",
      "low",
      "medium",
      "medium",
      "high",
      "high",
      "critical",
      "critical",
    ]);
  });

  test("a step that was reached is held while the change is near its limit", () => {
    const ratings = (dip: number) =>
      history(40, 0, (ago) => {
        const rating = ago < 7 + dip && ago >= dip ? 67 : 76;
        return [{ rating: rating + 4 }, { rating: rating - 4 }];
      });
    const states = [0, 1, 2, 3, 4, 5, 6].map(
      (dip) => measured(ask(ratings(dip)), "declining_productivity")?.score ?? 0,
    );
    const changes = states.filter((score, index) => index > 0 && score !== states[index - 1]);
    assert.ok((states[0] ?? 0) >= 8);
    assert.ok(changes.length <= 2, states.join());
  });
});

describe("the state", () => {
  const years = history(3650, 0, (ago, day) =>
    Array.from({ length: 12 + (ago % 5) }, (_, index) => ({
      startHour: (6 + index) % 24,
      rating: (ago * 7 + index * 13) % 101,
      durationMinutes: 90,
      wellness: (day * 11) % 101,
    })),
  );

  test("ten heavy years fit into 3 KB", () => {
    const state = fold(burnoutPredictor, burnoutPredictor.empty(), years);
    const size = JSON.stringify(state).length;
    assert.ok(size <= 3072, `${size}`);
  });

  test("advancing in one leap or day by day is the same", () => {
    const sparse = years.filter(({ day }) => day % 97 < 9);
    const leaping = fold(burnoutPredictor, burnoutPredictor.empty(), sparse);
    const stepping = burnoutPredictor.empty();
    for (const session of sparse) {
      if (stepping.sessions > 0) {
        while (stepping.day < session.day) burnoutPredictor.advance(stepping, stepping.day + 1);
      }
      burnoutPredictor.learnInto(stepping, session);
    }
    burnoutPredictor.advance(leaping, TODAY + 400);
    for (let day = TODAY - 50; day <= TODAY + 400; day += 1) {
      burnoutPredictor.advance(stepping, day);
    }
    assert.deepEqual(stepping, leaping);
  });
});
