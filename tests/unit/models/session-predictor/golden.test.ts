import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dayAhead } from "../../../../src/models/session-predictor/day-ahead.ts";
import { forecastToday } from "../../../../src/models/session-predictor/intraday.ts";
import { sessionPredictor } from "../../../../src/models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../../../../src/models/session-predictor/state.ts";
import { isoWeekday } from "../../../../src/time/calendar.ts";
import golden from "../../../fixtures/forecasting-golden.json" with { type: "json" };
import { learnedSession } from "../../../support/learned-session.ts";

/** Day 0 of the reference is a Wednesday, as 1970-01-07 was. */
const FIRST_DAY = 6;
/** The reference prints 12 digits of sums whose tails it cuts elsewhere. */
const TOLERANCE = 1e-9;

/** The state when `closed` days of the reference history are closed. */
function stateAfter(closed: number): SessionPredictorState {
  const state = sessionPredictor.empty();
  golden.days.slice(0, closed).forEach((minutes, index) => {
    for (const minute of minutes) {
      const day = FIRST_DAY + index;
      sessionPredictor.learnInto(
        state,
        learnedSession({ day, startMinute: minute, knownMinute: minute, rating: null }),
      );
    }
  });
  sessionPredictor.advance(state, FIRST_DAY + closed);
  return state;
}

function assertClose(actual: ArrayLike<number>, expected: readonly number[], what: string): void {
  expected.forEach((value, index) => {
    const ours = actual[index] ?? Number.NaN;
    assert.ok(Math.abs(ours - value) <= TOLERANCE, `${what}[${index}]: ${ours}, not ${value}`);
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe("the session predictor against the reference figures", () => {
  for (const [closed, expected] of Object.entries(golden.at)) {
    const days = Number(closed);

    test(`state after ${days} days`, () => {
      const state = stateAfter(days);
      const one = (actual: number, value: number, what: string) =>
        assertClose([actual], [value], what);
      one(state.levelSessions / state.levelDays, expected.level, "level");
      assertClose([state.present, state.shortlyAway, state.longAway], expected.regime, "regime");
      one(state.absences / state.daysAtRisk, expected.hazard, "hazard");
      one((state.dispersionSum + 0.8) / (state.dispersionWeight + 8), expected.phi, "phi");
      one(state.surprise, expected.z, "z");
      assertClose(
        [state.activityRun, state.activityRunExpected, state.activityRunVariance],
        expected.momentum,
        "momentum",
      );
      assertClose(
        [state.quickLogWeight, state.slowLogWeight],
        expected.expert_logw,
        "expert weights",
      );
      assertClose(state.weekdaySessions, expected.S, "S");
      assertClose(state.weekdayExpected, expected.E, "E");
      assertClose(state.quickActive, expected.A[0] ?? [], "A quick");
      assertClose(state.slowActive, expected.A[1] ?? [], "A slow");
      assertClose(state.quickDays, expected.N[0] ?? [], "N quick");
      assertClose(state.slowDays, expected.N[1] ?? [], "N slow");
      assertClose(state.calibration, expected.pit, "pit");
      assertClose(
        expected.pool_sum.map((_, weekday) =>
          sum(state.weekdayCounts.slice(weekday * 61, weekday * 61 + 61)),
        ),
        expected.pool_sum,
        "pool",
      );
      one(sum(state.recentCounts), expected.recent_sum, "recent");
      one(sum(state.residuals), expected.resid_sum, "residuals");
    });

    test(`forecasts after ${days} days`, () => {
      const state = stateAfter(days);
      expected.forecast.forEach((row, ahead) => {
        const pmf = [...dayAhead(state, FIRST_DAY + days + ahead, ahead).pmf];
        assertClose([...pmf.slice(0, 16), sum(pmf.slice(16))], row, `${ahead} days ahead`);
      });
    });
  }

  for (const expected of golden.intraday) {
    test(`day ${expected.day} at minute ${expected.minute}`, () => {
      const state = stateAfter(expected.day);
      const day = FIRST_DAY + expected.day;
      const pmf = new Float64Array(61);
      const soFar = {
        weekday: isoWeekday(day) - 1,
        minute: expected.minute,
        done: expected.so_far,
        populationShare: expected.f0,
      };
      forecastToday(state, soFar, dayAhead(state, day, 0).pmf, pmf);
      assertClose(pmf, expected.pmf, "probabilities");
      assertClose([sum([...pmf.slice(21)])], [expected.rest], "rest");
    });
  }
});
