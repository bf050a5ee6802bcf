import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { excuseAbsences, shortestAbsence } from "../../../src/stats/absences.ts";

const RULE = { probability: 0.005, days: 5 };

function exposureOf(counts: readonly number[]): number[] {
  const exposure = new Float64Array(counts.length).fill(1);
  excuseAbsences(exposure, counts, RULE);
  return [...exposure];
}

const usual = Array.from({ length: 20 }, () => 3);

describe("absences", () => {
  test("the rarer somebody is active, the longer a pause must be", () => {
    // 0.3^4 = 0.0081 and 0.3^5 = 0.0024; 0.9^50 = 0.0052 and 0.9^51 = 0.0046.
    assert.equal(shortestAbsence(0.7, RULE), 5);
    assert.equal(shortestAbsence(0.1, RULE), 51);
    assert.equal(shortestAbsence(1, RULE), 5);
  });

  test("a holiday is no exposure, a weekend is", () => {
    const holiday = exposureOf([...usual, 0, 0, 0, 0, 0, 0, 0, ...usual]);
    assert.deepEqual(holiday.slice(19, 28), [1, 0, 0, 0, 0, 0, 0, 0, 1]);
    const weekend = exposureOf([...usual, 0, 0, ...usual]);
    assert.ok(weekend.every((share) => share === 1));
  });

  test("pauses of somebody who works now and then are no absences", () => {
    const rarely = Array.from({ length: 50 }, (_, day) => (day % 8 === 0 ? 1 : 0));
    assert.ok(exposureOf(rarely).every((share) => share === 1));
  });
});
