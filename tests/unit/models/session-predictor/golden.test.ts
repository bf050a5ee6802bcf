import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dayAhead } from "../../../../src/models/session-predictor/day-ahead.ts";
import { forecastToday } from "../../../../src/models/session-predictor/intraday.ts";
import { sessionPredictor } from "../../../../src/models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../../../../src/models/session-predictor/state.ts";
import { isoWeekday } from "../../../../src/time/calendar.ts";
import golden from "../../../fixtures/forecasting-golden.json" with { type: "json" };
import { learnedSession } from "../../../support/learned-session.ts";
import {
  close,
  type Extensions,
  forecast,
  newReference,
  REFERENCE,
  type Reference,
  SERVICE,
} from "./reference-model.ts";

/** Day 0 of the reference is a Wednesday, as 1970-01-07 was. */
const FIRST_DAY = 6;
/** The reference prints 12 digits of sums whose tails it cuts elsewhere. */
const TOLERANCE = 1e-9;

function weekdayOf(index: number): number {
  return isoWeekday(FIRST_DAY + index) - 1;
}

/** The service's state when `closed` days of the reference history are closed. */
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

/** The slow model's state then. */
function slowAfter(closed: number, extensions: Extensions): Reference {
  return golden.days
    .slice(0, closed)
    .reduce(
      (state, minutes, index) => close(state, weekdayOf(index), minutes.length, extensions),
      newReference(),
    );
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

const slots = Object.entries(golden.at).map(([days, expected]) => ({
  days: Number(days),
  expected,
}));

describe("the slow model against the reference figures", () => {
  for (const { days, expected } of slots) {
    test(`state after ${days} days`, () => {
      const s = slowAfter(days, REFERENCE);
      const one = (actual: number, value: number, what: string) =>
        assertClose([actual], [value], what);
      one(s.a / s.b, expected.level, "level");
      assertClose(s.regime, expected.regime, "regime");
      one(s.qn / s.qd, expected.hazard, "hazard");
      one((s.kd + 0.8) / (s.kn + 8), expected.phi, "phi");
      one(s.z, expected.z, "z");
      assertClose([s.ma, s.me, s.mv], expected.momentum, "momentum");
      assertClose(s.l, expected.expert_logw, "expert weights");
      assertClose(s.S, expected.S, "S");
      assertClose(s.E, expected.E, "E");
      expected.A.forEach((row, view) => {
        assertClose(s.A[view] ?? [], row, "A");
      });
      expected.N.forEach((row, view) => {
        assertClose(s.N[view] ?? [], row, "N");
      });
      assertClose(s.pit, expected.pit, "pit");
      assertClose(s.W.map(sum), expected.pool_sum, "pool");
      one(sum(s.G), expected.recent_sum, "recent");
      one(sum(s.R), expected.resid_sum, "residuals");
    });

    test(`forecasts after ${days} days`, () => {
      const s = slowAfter(days, REFERENCE);
      expected.forecast.forEach((row, ahead) => {
        const { pmf } = forecast(s, weekdayOf(days + ahead), ahead, REFERENCE);
        assertClose([...pmf.slice(0, 16), sum(pmf.slice(16))], row, `${ahead} days ahead`);
      });
    });
  }
});

describe("the session predictor against the slow model", () => {
  for (const { days } of slots) {
    test(`state after ${days} days`, () => {
      const state = stateAfter(days);
      const s = slowAfter(days, SERVICE);
      assertClose([state.levelSessions, state.levelDays], [s.a, s.b], "level");
      assertClose([state.present, state.shortlyAway, state.longAway], s.regime, "presence");
      assertClose([state.absences, state.daysAtRisk], [s.qn, s.qd], "absences");
      assertClose([state.dispersionSum, state.dispersionWeight], [s.kd, s.kn], "dispersion");
      assertClose([state.surprise], [s.z], "surprise");
      assertClose(
        [state.activityRun, state.activityRunExpected, state.activityRunVariance],
        [s.ma, s.me, s.mv],
        "momentum",
      );
      assertClose([state.quickLogWeight, state.slowLogWeight], s.l, "weights of the views");
      assertClose(state.weekdaySessions, s.S, "S");
      assertClose(state.weekdayExpected, s.E, "E");
      assertClose([...state.quickActive, ...state.slowActive], s.A.flat(), "A");
      assertClose([...state.quickDays, ...state.slowDays], s.N.flat(), "N");
      assertClose(state.calibration, s.pit, "calibration");
      assertClose(state.weekdayCounts, s.W.flat(), "weekday histograms");
      assertClose(state.recentCounts, s.G, "recent histogram");
      assertClose(state.residuals, s.R, "residuals");
      assertClose([state.smoothedLevel], [s.smooth], "smoothed level");
      assertClose(state.smoothedOffsets, s.o, "smoothed offsets");
      assertClose(state.smoothedResiduals, s.r, "smoothed residuals");
    });

    test(`forecasts after ${days} days`, () => {
      const state = stateAfter(days);
      const s = slowAfter(days, SERVICE);
      for (let ahead = 0; ahead < 7; ahead++) {
        const { pmf } = dayAhead(state, FIRST_DAY + days + ahead, ahead);
        const slow = forecast(s, weekdayOf(days + ahead), ahead, SERVICE);
        assertClose(pmf, slow.pmf, `${ahead} days ahead`);
      }
    });
  }
});

describe("today against the reference figures", () => {
  for (const expected of golden.intraday) {
    test(`day ${expected.day} at minute ${expected.minute}`, () => {
      // The reference mixes its two halves evenly, as the service does until a noon was checked.
      const state = { ...stateAfter(expected.day), checkedNoons: 0 };
      const weekday = weekdayOf(expected.day);
      const before = forecast(slowAfter(expected.day, REFERENCE), weekday, 0, REFERENCE);
      const pmf = new Float64Array(61);
      const soFar = {
        weekday,
        minute: expected.minute,
        done: expected.so_far,
        populationShare: expected.f0,
      };
      forecastToday(state, soFar, before.pmf, pmf);
      assertClose(pmf, expected.pmf, "probabilities");
      assertClose([sum([...pmf.slice(21)])], [expected.rest], "rest");
    });
  }
});
