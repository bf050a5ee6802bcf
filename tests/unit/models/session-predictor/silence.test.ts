import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { LearnedSession } from "../../../../src/models/model.ts";
import { dayAhead } from "../../../../src/models/session-predictor/day-ahead.ts";
import { sessionPredictor } from "../../../../src/models/session-predictor/session-predictor.ts";
import type { SessionPredictorState } from "../../../../src/models/session-predictor/state.ts";
import { crps } from "../../../../src/stats/crps.ts";
import { meanOf } from "../../../../src/stats/pmf.ts";
import { isoWeekday } from "../../../../src/time/calendar.ts";
import { learnedSession } from "../../../support/learned-session.ts";
import { seededRandom } from "../../../support/random.ts";

/** A Monday. */
const FIRST_DAY = 4 + 7 * 2856;
const PEOPLE = 40;
const KNOWN_DAYS = 200;
const DAYS_BACK = [5, 10, 20];
const MAX_DAYS_BACK = 20;

interface SteadyPerson {
  countOn(day: number): number;
}

/** Works on weekdays, nearly always, around a mean that never changes. */
function steadyPerson(seed: number): SteadyPerson {
  const { uniform } = seededRandom(seed);
  const mean = [2, 4, 6, 8][seed % 4] ?? 4;
  const spread = [0.3, 1][seed % 2] ?? 1;
  return {
    countOn(day) {
      const scatter = uniform() + uniform() + uniform() - 1.5;
      if (isoWeekday(day) > 5) return uniform() < 0.1 ? 1 : 0;
      return uniform() < 0.08 ? 0 : Math.max(0, Math.round(mean + 2 * spread * scatter));
    },
  };
}

function sessionsOf(day: number, count: number): LearnedSession[] {
  return Array.from({ length: count }, (_, nth) =>
    learnedSession({ day, startMinute: 540 + nth * 30, rating: null }),
  );
}

function learnDay(state: SessionPredictorState, day: number, count: number): void {
  for (const session of sessionsOf(day, count)) sessionPredictor.learnInto(state, session);
}

/** What is known of a person who worked in so many spells, the last of which ended `gap` days before they come back. */
function spellsOf(countOn: (day: number) => number, gap: number, gaps: number) {
  const state = sessionPredictor.empty();
  let day = FIRST_DAY;
  for (let spell = 0; spell < gaps; spell++) {
    for (let known = 0; known < KNOWN_DAYS; known++, day++) learnDay(state, day, countOn(day));
    day += gap;
  }
  return { state, backOn: day };
}

interface Scores {
  withOld: number;
  without: number;
}

/** Sums of scores of the week ahead by days back: with all data, and with those since the return alone. */
function scoresAfter(gap: number, gaps: number): Map<number, Scores> {
  const scores = new Map(DAYS_BACK.map((days) => [days, { withOld: 0, without: 0 }]));
  for (let seed = 1; seed <= PEOPLE; seed++) {
    const person = steadyPerson(seed * 7919 + gap);
    const counts = new Map<number, number>();
    // Each day's count is drawn once, in the order of days.
    const countOn = (day: number) => {
      const count = counts.get(day) ?? person.countOn(day);
      counts.set(day, count);
      return count;
    };
    const { state: old, backOn } = spellsOf(countOn, gap, gaps);
    const fresh = sessionPredictor.empty();
    let back = 0;
    for (let day = backOn; back < MAX_DAYS_BACK; day++) {
      const count = countOn(day);
      if (back === 0 && count === 0) continue;
      back += 1;
      learnDay(old, day, count);
      learnDay(fresh, day, count);
      const sums = scores.get(back);
      if (sums === undefined) continue;
      sums.withOld += scoreWeek(old, day + 1, countOn);
      sums.without += scoreWeek(fresh, day + 1, countOn);
    }
  }
  return scores;
}

/** Of the week that begins with the day, after all days before it. */
function scoreWeek(
  learned: SessionPredictorState,
  day: number,
  countOn: (day: number) => number,
): number {
  const state = structuredClone(learned);
  sessionPredictor.advance(state, day);
  const days = Array.from({ length: 7 }, (_, ahead) => ahead);
  return days.reduce(
    (sum, ahead) => sum + crps(dayAhead(state, day + ahead, ahead).pmf, countOn(day + ahead)),
    0,
  );
}

describe("a steady person who comes back", () => {
  for (const gap of [30, 60, 90, 180, 365, 730]) {
    for (const gaps of [1, 3]) {
      test(`older data never makes the forecast worse, ${gaps} × ${gap} days away`, () => {
        for (const [daysBack, { withOld, without }] of scoresAfter(gap, gaps)) {
          assert.ok(
            withOld <= 1.03 * without,
            `${daysBack} days back: ${(withOld / without).toFixed(3)} of the score without`,
          );
        }
      });
    }
  }
});

/** Twenty working days of four sessions each, from a Monday on. */
function fourSteadyWeeks(state: SessionPredictorState, monday: number): void {
  for (let day = monday; day < monday + 28; day++) {
    if (isoWeekday(day) <= 5) learnDay(state, day, 4);
  }
  sessionPredictor.advance(state, monday + 28);
}

function meansAhead(state: SessionPredictorState, monday: number): number[] {
  return Array.from({ length: 5 }, (_, ahead) =>
    meanOf(dayAhead(state, monday + ahead, ahead).pmf),
  );
}

describe("a stray session decades before the rest", () => {
  test("changes the forecast of the rest by a twentieth at most, and is no day of use in between", () => {
    const alone = sessionPredictor.empty();
    const stray = sessionPredictor.empty();
    learnDay(stray, 0, 1);
    fourSteadyWeeks(alone, FIRST_DAY);
    fourSteadyWeeks(stray, FIRST_DAY);
    const expected = meansAhead(alone, FIRST_DAY + 28);
    for (const [index, mean] of meansAhead(stray, FIRST_DAY + 28).entries()) {
      assert.ok(Math.abs(mean / (expected[index] ?? 0) - 1) <= 0.05, `${mean}, ${expected[index]}`);
    }
    assert.equal(stray.usedDays, alone.usedDays + 1);
  });
});

describe("a silence", () => {
  const before = () => {
    const state = sessionPredictor.empty();
    fourSteadyWeeks(state, FIRST_DAY);
    return state;
  };

  test("closed day by day or all at once leaves the same state", () => {
    const daily = before();
    for (let day = FIRST_DAY + 28; day <= FIRST_DAY + 500; day++) {
      sessionPredictor.advance(daily, day);
    }
    const atOnce = before();
    sessionPredictor.advance(atOnce, FIRST_DAY + 500);
    assert.deepEqual(daily, atOnce);
  });

  test("ends with a session that was given up: somebody looked", () => {
    const state = before();
    const back = FIRST_DAY + 28 + 60;
    sessionPredictor.learnInto(state, learnedSession({ day: back, completed: false }));
    sessionPredictor.advance(state, back + 1);
    assert.equal(state.unusedDays, 0);
    assert.equal(state.spellDays, 1);
  });

  test("of four weeks less a day is a holiday: its days count as days of use", () => {
    const state = before();
    const { usedDays } = state;
    learnDay(state, FIRST_DAY + 28 + 25, 4);
    assert.equal(state.usedDays, usedDays + 25);
  });

  test("keeps the weekdays of earlier clock times in step", () => {
    for (const gap of [33, 34, 40, 75]) {
      const state = before();
      const back = FIRST_DAY + 28 + gap;
      learnDay(state, back, 4);
      sessionPredictor.advance(state, back + 1);
      const { arrivalCounts } = state;
      const weekendsWorked = arrivalCounts.filter((count, index) => {
        const day = back - (arrivalCounts.length - 1 - index);
        return count > 0 && index < arrivalCounts.length - 1 && isoWeekday(day) > 5;
      });
      assert.deepEqual(weekendsWorked, [], `${gap} days`);
    }
  });

  test("teaches how returns go: busier ones raise the next return's first guess", () => {
    const levelBack = (perDay: number) => {
      const state = before();
      const back = FIRST_DAY + 28 + 56;
      for (let day = back; day < back + 7; day++) {
        if (isoWeekday(day) <= 5) learnDay(state, day, perDay);
      }
      for (let day = back + 7; day < back + 35; day++) {
        if (isoWeekday(day) <= 5) learnDay(state, day, 4);
      }
      learnDay(state, back + 35 + 56, 1);
      sessionPredictor.advance(state, back + 35 + 57);
      return state.levelSessions / state.levelDays;
    };
    assert.ok(levelBack(7) > levelBack(4));
    assert.ok(levelBack(2) < levelBack(4));
  });
});
