import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fold } from "../../../../src/models/learn.ts";
import type { LearnedSession } from "../../../../src/models/model.ts";
import { qualityPredictor } from "../../../../src/models/quality-predictor/quality-predictor.ts";
import type { QualityQuery } from "../../../../src/models/quality-predictor/quality-query.ts";
import { FACTORS } from "../../../../src/models/quality-predictor/rating-forecast.ts";
import { isoWeekday } from "../../../../src/time/calendar.ts";
import { DATA_SET_G_TODAY, dataSetG } from "../../../support/data-set-g.ts";
import { learnedSession } from "../../../support/learned-session.ts";
import { qualityQuery, wellnessAnswer } from "./queries.ts";

function folded(sessions: readonly LearnedSession[]) {
  return fold(qualityPredictor, qualityPredictor.empty(), sessions);
}

function ask(sessions: readonly LearnedSession[], query: Partial<QualityQuery> = {}) {
  return qualityPredictor.predict(folded(sessions), qualityQuery(query));
}

/** `count` days in a row that end before the asked day, one session each at 9:00. */
function days(count: number, given: (index: number) => Partial<LearnedSession>) {
  return Array.from({ length: count }, (_, index) =>
    learnedSession({ day: DATA_SET_G_TODAY - count + index, startHour: 9, ...given(index) }),
  );
}

describe("quality predictor: defects of its predecessor", () => {
  test("a rating of 5 percent counts as 5 percent", () => {
    const { value } = ask(days(10, () => ({ rating: 5 })));
    assert.equal(value.factorScores.preset.score, 5);
    assert.ok(value.predictedProductivity < 15);
  });

  test("ratings below and above 5 are read on one scale", () => {
    const { value } = ask(days(10, (index) => ({ rating: index % 2 === 0 ? 4 : 6 })));
    assert.equal(value.factorScores.preset.score, 5);
  });

  test("a rating of 0 is a rating, null is none", () => {
    const zeros = ask(days(10, () => ({ rating: 0 })));
    assert.equal(zeros.status, "ready");
    assert.ok(zeros.value.predictedProductivity < 10);
    assert.equal(zeros.value.factorScores.preset.score, 0);
    const unrated = ask(days(10, () => ({ rating: null })));
    assert.equal(unrated.status, "insufficient_data");
    assert.equal(unrated.value.predictedProductivity, 70);
    assert.equal(unrated.value.ratedShare, 0);
  });

  test("the factor day is taken from the weekday that was asked about", () => {
    const sessions = days(84, (index) => ({
      rating: isoWeekday(DATA_SET_G_TODAY - 84 + index) === 1 ? 30 : 80,
    }));
    const monday = ask(sessions, { weekday: 1 }).value;
    const tuesday = ask(sessions, { weekday: 2 }).value;
    assert.equal(monday.factorScores.day.score, 30);
    assert.equal(tuesday.factorScores.day.score, 80);
    assert.ok(monday.contributions.day < -10);
    assert.ok(tuesday.predictedProductivity - monday.predictedProductivity > 15);
  });

  test("places in the day follow the clock, also within one hour", () => {
    const sessions = [0, 1, 2, 3, 4, 5].flatMap((index) => {
      const day = DATA_SET_G_TODAY - 10 + index;
      return [
        learnedSession({ day, startMinute: 540, startHour: 9, rating: 90 }),
        learnedSession({ day, startMinute: 567, startHour: 9, rating: 50 }),
      ];
    });
    assert.equal(ask(sessions, { sessionsToday: 0 }).value.factorScores.fatigue.score, 90);
    assert.equal(ask(sessions, { sessionsToday: 1 }).value.factorScores.fatigue.score, 50);
  });

  test("what is unknown does not pull the prediction anywhere", () => {
    const { value } = ask(
      days(40, () => ({ rating: 30 })),
      { hour: 9, category: "never seen", preset: "unheard of", sessionsToday: 0 },
    );
    assert.equal(value.contributions.category, 0);
    assert.equal(value.contributions.preset, 0);
    assert.equal(value.contributions.wellness, 0);
    assert.ok(Math.abs(value.predictedProductivity - 30) < 5);
  });

  test("broken input is moved into range or is unknown", () => {
    const history = dataSetG();
    const known = ask(history, { sessionsToday: 1, minutesSinceLast: 3 }).value;
    const negative = ask(history, { sessionsToday: 1, minutesSinceLast: -5 }).value;
    assert.equal(known.factorScores.recovery.score, 55);
    assert.equal(negative.factorScores.recovery.score, 75);
    assert.equal(negative.factorScores.recovery.confidence, 0.1);
    for (const overallWellness of [1e9, -1e9, Number.NaN, 250]) {
      const { value } = ask(history, { wellness: wellnessAnswer({ overallWellness }) });
      assert.ok(value.predictedProductivity >= 0 && value.predictedProductivity <= 100);
      assert.ok(value.factorScores.wellness.score >= 0 && value.factorScores.wellness.score <= 100);
    }
    const strange = ask(history, { hour: 99, sessionsToday: -4 }).value;
    assert.equal(strange.context.hour, 23);
    assert.equal(strange.context.sessionsToday, 0);
  });

  test("sessions of long ago give way to what is usual now", () => {
    const changed = days(400, (index) => ({ rating: index < 280 ? 80 : 40 }));
    const { value } = ask(changed, { hour: 9 });
    assert.ok(Math.abs(value.predictedProductivity - 40) < 6, `${value.predictedProductivity}`);
    assert.ok(value.factorScores.hour.score < 60);
  });

  test("sessions and rest of today are known without being told", () => {
    const today = [
      learnedSession({ day: DATA_SET_G_TODAY, startMinute: 480, durationMinutes: 50 }),
      learnedSession({ day: DATA_SET_G_TODAY, startMinute: 540, durationMinutes: 50 }),
      learnedSession({ day: DATA_SET_G_TODAY, startMinute: 595, durationMinutes: 20 }),
    ];
    const { context } = ask(today).value;
    assert.equal(context.sessionsToday, 3);
    assert.equal(context.minutesSinceLast, 15);
    const told = ask(today, { sessionsToday: 6, minutesSinceLast: 2 }).value.context;
    assert.equal(told.sessionsToday, 6);
    assert.equal(told.minutesSinceLast, 2);
    const otherDay = ask(today, { weekday: 5 }).value.context;
    assert.equal(otherDay.sessionsToday, 0);
    assert.equal(otherDay.minutesSinceLast, null);
  });

  test("a tiring day is seen in the sixth session's prediction", () => {
    const tiring = Array.from({ length: 60 }, (_, index) => index).flatMap((index) =>
      Array.from({ length: 6 }, (_, place) =>
        learnedSession({
          day: DATA_SET_G_TODAY - 60 + index,
          startMinute: 360 + (index % 6) * 60 + place * 60,
          rating: 85 - 6 * place,
        }),
      ),
    );
    const first = ask(tiring, { hour: 10, sessionsToday: 0 }).value;
    const sixth = ask(tiring, { hour: 10, sessionsToday: 5, minutesSinceLast: 35 }).value;
    assert.ok(sixth.contributions.fatigue < first.contributions.fatigue - 5);
    assert.ok(sixth.predictedProductivity < first.predictedProductivity - 5);
  });

  test("weights of the seven factors still add up to 1", () => {
    const { factorScores } = ask([]).value;
    const sum = FACTORS.reduce((total, name) => total + factorScores[name].weight, 0);
    assert.ok(Math.abs(sum - 1) < 1e-12);
  });
});
