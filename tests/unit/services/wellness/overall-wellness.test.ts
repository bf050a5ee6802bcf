import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { overallWellness } from "../../../../src/services/wellness/overall-wellness.ts";

const NONE = {
  sleepQuality: null,
  energyLevel: null,
  mood: null,
  stressLevel: null,
  motivation: null,
  focusAbility: null,
};
const answer = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null });
const checkin = fc.record({
  sleepQuality: answer,
  energyLevel: answer,
  mood: answer,
  stressLevel: answer,
  motivation: answer,
  focusAbility: answer,
});

describe("overallWellness", () => {
  test("weighs sleep and energy 0.20 and the rest 0.15, stress upside down", () => {
    const full = {
      sleepQuality: 80,
      energyLevel: 60,
      mood: 70,
      stressLevel: 20,
      motivation: 90,
      focusAbility: 50,
    };
    // 0.2·80 + 0.2·60 + 0.15·(70 + 80 + 90 + 50)
    assert.equal(overallWellness(full), 71.5);
  });

  test("shares out the weights of what was not answered", () => {
    assert.equal(overallWellness({ ...NONE, mood: 80, stressLevel: 40 }), 70);
    assert.equal(overallWellness({ ...NONE, stressLevel: 100 }), 0);
  });

  test("says nothing when nothing was answered", () => {
    assert.equal(overallWellness(NONE), null);
  });

  test("lies between the least and the greatest answer, stress turned over", () => {
    fc.assert(
      fc.property(checkin, (metrics) => {
        const { stressLevel, ...rest } = metrics;
        const answers = [...Object.values(rest), stressLevel === null ? null : 100 - stressLevel];
        const given = answers.filter((value) => value !== null);
        const overall = overallWellness(metrics);
        if (given.length === 0) return assert.equal(overall, null);
        assert.ok(overall !== null);
        assert.ok(overall >= Math.min(...given) - 0.05 && overall <= Math.max(...given) + 0.05);
      }),
    );
  });
});
