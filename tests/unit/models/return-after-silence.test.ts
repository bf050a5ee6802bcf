import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { anomalyDetector } from "../../../src/models/anomaly-detector/anomaly-detector.ts";
import {
  burnoutPredictor,
  levelOf,
} from "../../../src/models/burnout-predictor/burnout-predictor.ts";
import { isoWeekday } from "../../../src/time/calendar.ts";
import { learnedSession } from "../../support/learned-session.ts";

/** A Monday. */
const FIRST_DAY = 4 + 7 * 2856;
/** Days back during which answers are looked at. */
const DAYS_BACK = 40;

/** Three or four sessions a weekday, rated alike. */
function workday(day: number) {
  if (isoWeekday(day) > 5) return [];
  return Array.from({ length: 3 + (day % 2) }, (_, nth) =>
    learnedSession({
      day,
      startMinute: 540 + nth * 60,
      durationMinutes: 50,
      rating: 70 + ((nth * 7 + day * 3) % 10),
    }),
  );
}

/** What both models say on each evening after the return. */
function eveningsAfter(gap: number, daysBefore: number) {
  const anomalies = anomalyDetector.empty();
  const load = burnoutPredictor.empty();
  const learn = (day: number) => {
    for (const session of workday(day)) {
      anomalyDetector.learnInto(anomalies, session);
      burnoutPredictor.learnInto(load, session);
    }
  };
  for (let day = FIRST_DAY; day < FIRST_DAY + daysBefore; day += 1) learn(day);
  const back = FIRST_DAY + daysBefore + gap;
  return Array.from({ length: DAYS_BACK }, (_, index) => {
    const day = back + index;
    learn(day);
    anomalyDetector.advance(anomalies, day);
    burnoutPredictor.advance(load, day);
    const asked = { day, minute: 1200, wallHour: 20 };
    const report = anomalyDetector.predict(anomalies, { asked }).value;
    return {
      found: [...report.anomalies, ...report.changes].map(({ type }) => type),
      level: levelOf(burnoutPredictor.predict(load, { asked }).value.score),
    };
  });
}

describe("a steady person who comes back to the usual load", () => {
  for (const gap of [30, 45, 60, 90, 180, 365, 730]) {
    test(`is not told of a spike, another level or a heavy load, ${gap} days away`, () => {
      for (const daysBefore of [1, 100, 200]) {
        for (const [index, { found, level }] of eveningsAfter(gap, daysBefore).entries()) {
          const where = `${daysBefore} days before, ${index} days back`;
          assert.ok(!found.includes("overwork_spike"), where);
          assert.ok(!found.includes("level_shift"), where);
          assert.equal(level, "low", where);
        }
      }
    });
  }
});
