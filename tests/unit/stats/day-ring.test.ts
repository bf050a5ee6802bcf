import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { clearDays, slotOf } from "../../../src/stats/day-ring.ts";

describe("day ring", () => {
  test("days before 1970 have slots too", () => {
    assert.equal(slotOf(-1, 5), 4);
    assert.equal(slotOf(-10, 5), 0);
    assert.equal(slotOf(12, 5), 2);
  });

  test("a ring agrees with a map of days, over any leaps", () => {
    const steps = fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 9 })), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (moves) => {
        const ring = new Array<number>(7).fill(0);
        const truth = new Map<number, number>();
        let today = -20;
        for (const [leap, amount] of moves) {
          clearDays([ring], today, today + leap);
          today += leap;
          ring[slotOf(today, 7)] = (ring[slotOf(today, 7)] ?? 0) + amount;
          truth.set(today, (truth.get(today) ?? 0) + amount);
        }
        for (let day = today - 6; day <= today; day += 1) {
          assert.equal(ring[slotOf(day, 7)], truth.get(day) ?? 0);
        }
      }),
    );
  });
});
