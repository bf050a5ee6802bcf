import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { takeUnits } from "../../../../src/services/limits/cell-rate.ts";
import { seededRandom } from "../../../support/random.ts";

const MINUTE = { count: 10, periodMs: 60_000 };

/** A bucket that is filled drop by drop: the same limit, told the other way round. */
function bucket({ count, periodMs }: typeof MINUTE) {
  let level = count;
  let atMs = 0;
  return (nowMs: number) => {
    level = Math.min(count, level + ((nowMs - atMs) * count) / periodMs);
    atMs = nowMs;
    if (level < 1 - 1e-6) return false;
    level -= 1;
    return true;
  };
}

describe("the cell rate", () => {
  test("lets a whole budget be spent at once, and then one unit each time one has come back", () => {
    let arrivalMs = 0;
    const take = (nowMs: number) => {
      const taken = takeUnits(MINUTE, arrivalMs, nowMs, 1);
      ({ arrivalMs } = taken);
      return taken;
    };
    for (let left = 9; left >= 0; left -= 1) assert.equal(take(1000).remaining, left);
    assert.deepEqual(take(1000), { granted: 0, remaining: 0, moreInMs: 6000, arrivalMs: 61_000 });
    assert.equal(take(6999).granted, 0);
    assert.equal(take(7000).granted, 1);
    assert.equal(take(7000).granted, 0);
  });

  test("knows no edge at which two budgets could be spent together", () => {
    let arrivalMs = 0;
    let spent = 0;
    // Just before and just after every whole minute.
    for (const nowMs of [59_990, 59_999, 60_000, 60_010]) {
      const taken = takeUnits(MINUTE, arrivalMs, nowMs, 10);
      ({ arrivalMs } = taken);
      spent += taken.granted;
    }
    assert.equal(spent, 10);
  });

  test("lets through what a bucket does that is filled drop by drop", () => {
    const random = seededRandom(7).uniform;
    for (const count of [1, 3, 7, 10, 600]) {
      const rate = { count, periodMs: 60_000 };
      const isFilled = bucket(rate);
      let arrivalMs = 0;
      let nowMs = 0;
      for (let i = 0; i < 3000; i += 1) {
        nowMs += Math.floor((random() * 1.5 * rate.periodMs) / count);
        const taken = takeUnits(rate, arrivalMs, nowMs, 1);
        ({ arrivalMs } = taken);
        assert.equal(taken.granted === 1, isFilled(nowMs), `${count}, request ${i}`);
      }
    }
  });

  test("grants a part of what is wanted when there is no more", () => {
    const { granted, arrivalMs } = takeUnits(MINUTE, 0, 1000, 4);
    assert.equal(granted, 4);
    const rest = takeUnits(MINUTE, arrivalMs, 1000, 100);
    assert.deepEqual([rest.granted, rest.remaining, rest.moreInMs], [6, 0, 6000]);
  });

  test("keeps nobody waiting for longer than a period when the clock is set back", () => {
    const { arrivalMs } = takeUnits(MINUTE, 0, 9_000_000, 10);
    assert.equal(takeUnits(MINUTE, arrivalMs, 0, 1).moreInMs, 6000);
  });
});
