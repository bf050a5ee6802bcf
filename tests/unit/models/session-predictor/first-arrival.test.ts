import assert from "node:assert/strict";
import { test } from "node:test";
import { firstArrival } from "../../../../src/models/session-predictor/first-arrival.ts";
import { emptyState } from "../../../../src/models/session-predictor/state.ts";

/** Monday, 2 March 2026. */
const TODAY = 20_514;
const MONDAY = 1;
const SUNDAY = 7;

/** Days up to a Sunday, oldest first, each with the minutes at which its sessions ended. */
function stateOf(days: readonly (readonly number[])[]) {
  const state = emptyState();
  state.openDay = TODAY;
  for (const minutes of days) {
    state.arrivalCounts.push(minutes.length);
    state.arrivalMinutes.push(...minutes);
  }
  return state;
}

const WEEK: readonly (readonly number[])[] = [
  [540, 700],
  [550, 700],
  [560, 700],
  [570, 700],
  [580, 700],
  [],
  [],
];

test("the first session of a weekday ends when it mostly did on such days", () => {
  const state = stateOf([...WEEK, ...WEEK, ...WEEK, ...WEEK]);
  assert.equal(firstArrival(state, MONDAY), 540);
});

test("one early day among many does not make the usual day begin early", () => {
  const early: typeof WEEK = [[60, 700], ...WEEK.slice(1)];
  const state = stateOf([...WEEK, ...WEEK, ...early, ...WEEK, ...WEEK, ...WEEK]);
  assert.equal(firstArrival(state, MONDAY), 540);
});

test("a weekday on which mostly nothing is done has no usual beginning", () => {
  const state = stateOf([...WEEK, ...WEEK, ...WEEK, ...WEEK]);
  assert.equal(firstArrival(state, SUNDAY), undefined);
});

test("a few days tell nothing yet", () => {
  assert.equal(firstArrival(stateOf([]), MONDAY), undefined);
  assert.equal(firstArrival(stateOf(WEEK.slice(0, 3)), MONDAY), undefined);
});

test("days skipped since are not taken for the days before today", () => {
  const week = [[300], [600], [600], [600], [600], [], []];
  const state = stateOf([...week, ...week, ...week, ...week]);
  // A stated absence of a week and three days.
  state.absentDays = 10;
  state.openDay = TODAY + 10;
  assert.equal(firstArrival(state, MONDAY), 300);
  assert.equal(firstArrival(state, 4), 600);
});
