import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  analogueShareOf,
  learnAnalogueShare,
} from "../../../../src/models/session-predictor/analogue-share.ts";
import { sessionPredictor } from "../../../../src/models/session-predictor/session-predictor.ts";
import { learn, regularWeeks } from "./histories.ts";

/** A forecast that gives `count` this probability and the rest to nobody's favourite. */
function pmfWith(count: number, probability: number): Float64Array {
  const pmf = new Float64Array(61).fill((1 - probability) / 60);
  pmf[count] = probability;
  return pmf;
}

/** A state after so many noons on which the parts gave what happened these probabilities. */
function afterNoons(noons: number, rhythm: number, analogue: number) {
  const state = sessionPredictor.empty();
  for (let noon = 0; noon < noons; noon++) {
    learnAnalogueShare(
      state,
      { byRhythm: pmfWith(4, rhythm), byAnalogue: pmfWith(4, analogue) },
      4,
    );
  }
  return state;
}

describe("the share of like days in today's forecast", () => {
  test("is half for somebody of whom no noon was checked, and while both parts are equally good", () => {
    assert.equal(analogueShareOf(sessionPredictor.empty(), 0.4), 0.5);
    assert.equal(analogueShareOf(afterNoons(50, 0.7, 0.7), 0.4), 0.5);
    assert.equal(analogueShareOf(afterNoons(50, 1, 1), 0.4), 0.5);
  });

  test("has the ratio of the parts' scores, raised to the tenth power, as odds", () => {
    const state = sessionPredictor.empty();
    Object.assign(state, { rhythmScore: 22, analogueScore: 20, checkedNoons: 30 });
    // With ten noons at the mean of both scores, 21 / 30, added to either.
    const odds = ((22 + 10 * 0.7) / (20 + 10 * 0.7)) ** 10;
    assert.ok(Math.abs(analogueShareOf(state, 0.4) - odds / (1 + odds)) < 1e-9);
  });

  test("follows the better part as evidence grows, and never gives up either", () => {
    const shares = [1, 5, 50].map((noons) => analogueShareOf(afterNoons(noons, 0.7, 0.75), 0.4));
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    assert.ok((shares[0] ?? 0) > 0.5 && (shares[2] ?? 0) > 0.6, String(shares));
    assert.ok(Math.abs(analogueShareOf(afterNoons(200, 0.1, 1), 0.4) - 0.9) < 1e-12);
    assert.ok(Math.abs(analogueShareOf(afterNoons(200, 1, 0.1), 0.4) - 0.1) < 1e-12);
  });

  test("returns to half where little of a day is usually done", () => {
    const state = afterNoons(200, 0.1, 1);
    assert.ok(Math.abs(analogueShareOf(state, 0.1) - 0.6) < 1e-12);
    assert.equal(analogueShareOf(state, 0.4), analogueShareOf(state, 0.9));
  });

  test("is learned from every day after two weeks, later from one in five, and not while away", () => {
    assert.equal(learn(regularWeeks(14)).checkedNoons, 0);
    const state = learn(regularWeeks(28));
    const monthOfNoons = state.checkedNoons;
    assert.ok(monthOfNoons > 10 && monthOfNoons < 14, `${monthOfNoons}`);
    const busy = learn(regularWeeks(365)).checkedNoons;
    assert.ok(busy > 40 && busy < 87, `${busy}`);
    sessionPredictor.advance(state, (state.openDay ?? 0) + 5);
    const gone = structuredClone(state);
    sessionPredictor.advance(gone, (gone.openDay ?? 0) + 30);
    assert.equal(gone.checkedNoons, state.checkedNoons);
  });
});
