import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fold } from "../../../../src/models/learn.ts";
import { qualityPredictor } from "../../../../src/models/quality-predictor/quality-predictor.ts";
import type { QualityQuery } from "../../../../src/models/quality-predictor/quality-query.ts";
import { FACTORS } from "../../../../src/models/quality-predictor/rating-forecast.ts";
import { dataSetG } from "../../../support/data-set-g.ts";
import { qualityQuery, wellnessAnswer } from "./queries.ts";

const state = fold(qualityPredictor, qualityPredictor.empty(), dataSetG());

/** score/confidence of hour, day, preset, category, fatigue, recovery, wellness, one decimal each. */
function scoresFor(query: Partial<QualityQuery>): string {
  const { factorScores } = qualityPredictor.predict(state, qualityQuery(query)).value;
  return FACTORS.map((name) => {
    const { score, confidence } = factorScores[name];
    return `${score.toFixed(1)}/${confidence.toFixed(1)}`;
  }).join(" ");
}

describe("quality predictor: the worked examples' factor scores", () => {
  test("a usual morning session", () => {
    const query: Partial<QualityQuery> = {
      hour: 9,
      weekday: 3,
      category: "Coding",
      sessionsToday: 1,
      minutesSinceLast: 20,
      wellness: wellnessAnswer({
        sleepQuality: 70,
        energyLevel: 60,
        mood: 80,
        stressLevel: 40,
        motivation: 50,
        focusAbility: 65,
      }),
    };
    assert.equal(
      scoresFor(query),
      "73.3/1.0 71.0/0.4 73.3/1.0 73.3/1.0 70.3/1.0 82.0/0.6 64.3/0.8",
    );
    const { value } = qualityPredictor.predict(state, qualityQuery(query));
    assert.ok(Math.abs(value.predictedProductivity - 73.3) < 2, `${value.predictedProductivity}`);
    assert.equal(value.recommendation.code, "average_expectation");
  });

  test("a late evening session", () => {
    const query: Partial<QualityQuery> = {
      hour: 21,
      weekday: 3,
      preset: "flow_mode",
      category: "Coding",
      sessionsToday: 4,
      minutesSinceLast: 3,
    };
    assert.equal(
      scoresFor(query),
      "40.0/0.3 71.0/0.4 40.0/0.6 40.0/0.6 68.0/0.1 55.0/0.5 70.0/0.1",
    );
    const { value } = qualityPredictor.predict(state, qualityQuery(query));
    assert.ok(value.predictedProductivity < 60);
    assert.equal(value.recommendation.code, "off_peak_hour");
    assert.deepEqual(
      value.factors.map(({ code, type, impact }) => [code, type, impact]),
      [
        ["hour", "negative", "high"],
        ["recovery", "negative", "medium"],
      ],
    );
  });

  test("a night session on a day without sessions", () => {
    const query: Partial<QualityQuery> = {
      hour: 3,
      weekday: 7,
      preset: "quick_tasks",
      sessionsToday: 0,
      wellness: wellnessAnswer({ overallWellness: 45 }),
    };
    assert.equal(
      scoresFor(query),
      "50.0/0.1 70.0/0.1 58.9/0.7 70.0/0.1 73.3/1.0 75.0/0.1 45.0/0.8",
    );
  });

  test("without any session: 70, little confidence, and said to be insufficient", () => {
    const empty = qualityPredictor.predict(qualityPredictor.empty(), qualityQuery());
    assert.equal(empty.status, "insufficient_data");
    assert.equal(empty.value.predictedProductivity, 70);
    assert.ok(empty.confidence < 0.3);
    assert.equal(empty.value.factors.length, 0);
    assert.equal(empty.value.skillVsMean, null);
  });
});
