import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  createAgeing,
  halveSums,
  halveWeights,
  halvingsBetween,
} from "../../../src/stats/ageing.ts";
import { assertClose } from "../../support/assert-close.ts";

const ageing = createAgeing(90);

describe("ageing", () => {
  test("weights are whole numbers and double every half-life, at negative days too", () => {
    for (const day of [-400, -91, -90, -1, 0, 1, 45, 89, 90, 20_000]) {
      const relative = ageing.weightOf(day) * 2 ** ageing.epochOf(day);
      assert.ok(Number.isInteger(ageing.weightOf(day)));
      assertClose(relative / 2 ** (day / 90) / 64, 1, 0.008, `weight of day ${day}`);
    }
  });

  test("what was learned a half-life ago counts half as much as what is learned today", () => {
    const weights = [ageing.weightOf(20_000)];
    for (let step = 0; step < halvingsBetween(ageing, 20_000, 20_090); step += 1) {
      halveWeights(weights);
    }
    assertClose((weights[0] ?? 0) / ageing.freshWeight(20_090, 20_090), 0.5, 0.02);
    assertClose((weights[0] ?? 0) / ageing.freshWeight(20_090, 20_180), 0.25, 0.02);
  });

  test("the number of halvings does not depend on the steps taken, and is bounded", () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), fc.integer(), (first, second, start) => {
        const day = start % 100_000;
        assert.equal(
          halvingsBetween(ageing, day, day + first) +
            halvingsBetween(ageing, day + first, day + first + second),
          halvingsBetween(ageing, day, day + first + second),
        );
      }),
    );
    assert.equal(halvingsBetween(ageing, 0, 1e9), 60);
    assert.equal(halvingsBetween(ageing, 500, 100), 0);
  });

  test("halving keeps the mean of a group, however little is left of it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 1e6 }),
        fc.integer({ min: 0, max: 1000 }),
        (weight, tenths) => {
          const weights = [weight];
          const sums = [weight * tenths];
          halveSums(weights, sums);
          assert.equal(weights[0], Math.floor(weight / 2));
          assert.equal(sums[0], (weights[0] ?? 0) * tenths);
        },
      ),
    );
    const last = { weights: [1], sums: [800] };
    halveSums(last.weights, last.sums);
    assert.deepEqual(last, { weights: [0], sums: [0] });
  });
});
