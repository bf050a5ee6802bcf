import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sessionPredictor } from "../../../../src/models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../../../../src/models/session-predictor/state.ts";
import { commonFactorShareOf } from "../../../../src/models/session-predictor/week-check.ts";
import { learnedSession } from "../../../support/learned-session.ts";

const FIRST_DAY = 20_000;

/** The state after these days. */
function after(counts: readonly number[]): SessionPredictorState {
  const state = sessionPredictor.empty();
  counts.forEach((count, index) => {
    for (let nth = 0; nth < count; nth++) {
      sessionPredictor.learnInto(
        state,
        learnedSession({ day: FIRST_DAY + index, startMinute: 540 + 30 * nth }),
      );
    }
  });
  sessionPredictor.advance(state, FIRST_DAY + counts.length);
  return state;
}

function days(count: number, sessionsOn: (day: number) => number): number[] {
  return Array.from({ length: count }, (_, day) => sessionsOn(day));
}

describe("what the days of a week have in common", () => {
  test("is little where every week has the same total, much where weeks are good or bad", () => {
    const even = commonFactorShareOf(after(days(364, (day) => [2, 6, 4, 3, 5][day % 5] ?? 0)));
    const uneven = commonFactorShareOf(
      after(days(364, (day) => (Math.floor(day / 7) % 2 === 0 ? 3 : 6) + ((day * 5) % 3))),
    );
    assert.ok(even < 0.15, `even weeks ${even}`);
    assert.ok(uneven > even + 0.1, `uneven weeks ${uneven}, even ones ${even}`);
  });

  test("is a stranger's until weeks were checked, and more while the level is a guess", () => {
    assert.equal(after(days(14, () => 4)).commonWeight, 0);
    const young = commonFactorShareOf(after([4, 3, 4]));
    const older = commonFactorShareOf(after(days(14, (day) => 3 + (day % 2))));
    assert.ok(young > older && older > 0.2, `${young} after 3 days, ${older} after 14`);
  });

  test("compares a week's sessions with what was expected of it", () => {
    const counts = days(21, (day) => 3 + (day % 3));
    const begun = after(counts.slice(0, 14));
    assert.equal(begun.checkDaysLeft, 7);
    const done = after(counts);
    const error = 5 + 3 + 4 + 5 + 3 + 4 + 5 - begun.checkExpected;
    const possible = begun.checkCovariance / begun.checkVariance;
    const excess = Math.min(9, (error * error) / begun.checkVariance) - 1;
    assert.ok(Math.abs(done.commonEvidence - possible * excess) < 1e-12);
    assert.ok(Math.abs(done.commonWeight - possible * possible) < 1e-12);
  });

  test("is not learned from a week with an absence", () => {
    const state = after(days(14, () => 4));
    sessionPredictor.advance(state, FIRST_DAY + 14 + 30);
    assert.equal(state.commonWeight, 0);
  });
});
