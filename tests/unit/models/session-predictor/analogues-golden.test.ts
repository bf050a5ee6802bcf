import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dayAhead } from "../../../../src/models/session-predictor/day-ahead.ts";
import {
  followingDaysInto,
  likenessFor,
} from "../../../../src/models/session-predictor/day-analogues.ts";
import { dispersionOf, levelOf } from "../../../../src/models/session-predictor/level.ts";
import { sessionPredictor } from "../../../../src/models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../../../../src/models/session-predictor/state.ts";
import { meanOf } from "../../../../src/stats/pmf.ts";
import { isoWeekday } from "../../../../src/time/calendar.ts";
import golden from "../../../fixtures/forecasting-analogues-golden.json" with { type: "json" };
import { learnedSession } from "../../../support/learned-session.ts";
import { analogues, close, features, forecast, newReference, SERVICE } from "./reference-model.ts";

/** Day 0 of the reference is a Wednesday, as 1970-01-07 was. */
const FIRST_DAY = 6;
/** The reference prints 12 digits. */
const TOLERANCE = 1e-9;
/** What the reference figures without the smoothed level were made with. */
const WITHOUT_SMOOTHED = { ...SERVICE, smoothed: false };

const weekdayOf = (index: number) => isoWeekday(FIRST_DAY + index) - 1;

function stateAfter(closed: number): SessionPredictorState {
  const state = sessionPredictor.empty();
  golden.counts.slice(0, closed).forEach((count, index) => {
    for (let session = 0; session < count; session++) {
      const minute = 540 + session;
      const moment = { day: FIRST_DAY + index, startMinute: minute, knownMinute: minute };
      sessionPredictor.learnInto(state, learnedSession({ ...moment, rating: null }));
    }
  });
  sessionPredictor.advance(state, FIRST_DAY + closed);
  return state;
}

function slowAfter(closed: number, extensions = SERVICE) {
  return golden.counts
    .slice(0, closed)
    .reduce(
      (state, count, index) => close(state, weekdayOf(index), count, extensions),
      newReference(),
    );
}

function assertClose(actual: ArrayLike<number>, expected: readonly number[], what: string): void {
  expected.forEach((value, index) => {
    const ours = actual[index] ?? Number.NaN;
    assert.ok(Math.abs(ours - value) <= TOLERANCE, `${what}[${index}]: ${ours}, not ${value}`);
  });
}

for (const [name, expected] of Object.entries(golden.at)) {
  const days = Number(name);

  describe(`after ${days} closed days of the reference history`, () => {
    test("the slow model without the smoothed level gives the reference's forecasts", () => {
      const s = slowAfter(days, WITHOUT_SMOOTHED);
      const { steps_1_2 } = expected;
      const pmfOf = (h: number) => forecast(s, weekdayOf(days + h), h, WITHOUT_SMOOTHED).pmf;
      assertClose(pmfOf(0), steps_1_2.pmf_h0, "tomorrow");
      assertClose(pmfOf(6), steps_1_2.pmf_h6, "a week ahead");
      assertClose(s.pit, steps_1_2.pit, "calibration");
    });

    test("likeness and what followed are the reference's", () => {
      if (!("likeness_now" in expected)) {
        assert.ok(days < 8);
        return;
      }
      const s = slowAfter(days);
      const state = stateAfter(days);
      assertClose(features(s.counts, days), expected.likeness_now, "features");
      const followed = new Float64Array(61);
      for (const [h, mass] of expected.analogue_mass.entries()) {
        const weekday = weekdayOf(days + h);
        assertClose(
          [followingDaysInto(state, weekday, h, likenessFor(state), followed)],
          [mass],
          `evidence ${h} days ahead`,
        );
        if (h === 0) assertClose(followed, expected.analogue_histogram_h0, "tomorrow");
        if (h === 6) assertClose(followed, expected.analogue_histogram_h6, "a week ahead");
        assertClose(followed, analogues(s, weekday, h, SERVICE), `slow model, ${h} days ahead`);
      }
    });

    test("the predictor's forecasts and state are the reference's", () => {
      const state = stateAfter(days);
      const { steps_1_2_3, smoothed } = expected;
      const pmfOf = (h: number) => dayAhead(state, FIRST_DAY + days + h, h).pmf;
      assertClose(pmfOf(0), steps_1_2_3.pmf_h0, "tomorrow");
      assertClose(pmfOf(6), steps_1_2_3.pmf_h6, "a week ahead");
      const means = steps_1_2_3.mean.map((_, h) => meanOf(pmfOf(h)));
      assertClose(means, steps_1_2_3.mean, "means");
      assertClose(state.calibration, steps_1_2_3.pit, "calibration");
      assertClose(
        [dispersionOf(state), levelOf(state)],
        [steps_1_2_3.phi, steps_1_2_3.level],
        "phi",
      );
      assertClose([state.smoothedLevel], [smoothed.level], "smoothed level");
      assertClose(state.smoothedOffsets, smoothed.offsets, "offsets");
      assertClose(state.smoothedSeen, smoothed.seen, "seen");
      const total = state.smoothedResiduals.reduce((sum, weight) => sum + weight, 0);
      assertClose([total], [smoothed.residual_sum], "residuals");
    });
  });
}
