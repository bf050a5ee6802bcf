import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  BUILT_IN_PRESETS,
  isPresetId,
  PRESET_LIMITS,
  presetOptionOf,
} from "../../../src/domain/preset.ts";
import { PRESETS } from "../../../src/domain/session.ts";
import { codePoint } from "../../support/code-point.ts";

const SHORT = { id: "25/5", name: "Short", workMinutes: 25, breakMinutes: 5 };

test("the built-in presets are those of the older app, in its order", () => {
  assert.deepEqual(
    BUILT_IN_PRESETS.map(({ id }) => id),
    PRESETS,
  );
  for (const preset of BUILT_IN_PRESETS) assert.deepEqual(presetOptionOf(preset), preset);
});

test("ids are those of other timers, and none that means something elsewhere", () => {
  for (const id of ["25/5", "flow_mode", "Long (50)", "Psaní", "長い集中", "constructor", "0"]) {
    assert.ok(isPresetId(id), id);
  }
  for (const id of ["", "__proto__", "=1+1", " a", "a,b", "a=b", "<b>", "a\nb", "../x", "🍅"]) {
    assert.ok(!isPresetId(id), id);
  }
});

test("a preset that breaks one rule is none", () => {
  const wrong = [
    { id: "__proto__" },
    { id: "" },
    { id: "a ".repeat(30).trim() },
    { id: " padded" },
    { id: 7 },
    { name: "" },
    { name: "<b>" },
    { name: "two\nlines" },
    { name: "n".repeat(51) },
    { workMinutes: 0 },
    { workMinutes: 481 },
    { workMinutes: 1.5 },
    { workMinutes: "25" },
    { breakMinutes: -1 },
    { breakMinutes: 241 },
    { breakMinutes: Number.NaN },
  ];
  for (const part of wrong) {
    assert.equal(presetOptionOf({ ...SHORT, ...part }), undefined, JSON.stringify(part));
  }
  for (const value of [null, undefined, 7, "25/5", [], {}]) {
    assert.equal(presetOptionOf(value), undefined);
  }
  assert.deepEqual(presetOptionOf({ ...SHORT, more: "left out" }), SHORT);
});

test("whatever is read as a preset keeps the rules", () => {
  const text = fc.oneof(fc.string({ unit: codePoint, maxLength: 60 }), fc.string());
  const anything = fc.record({
    ...{ id: fc.oneof(text, fc.constant("25/5")), name: fc.oneof(text, fc.constant("Short")) },
    workMinutes: fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 0, max: 500 })),
    breakMinutes: fc.oneof(fc.integer(), fc.double(), fc.integer({ min: -1, max: 250 })),
  });
  fc.assert(
    fc.property(anything, (value) => {
      const preset = presetOptionOf(value);
      if (preset === undefined) return;
      assert.deepEqual(preset, { ...value });
      assert.doesNotMatch(preset.id + preset.name, /[<>\p{Cc}\u2028\u2029]/u);
      assert.ok([...preset.name].length <= PRESET_LIMITS.characters);
      assert.ok(preset.workMinutes >= 1 && preset.workMinutes <= PRESET_LIMITS.workMinutes);
      assert.ok(preset.breakMinutes >= 0 && preset.breakMinutes <= PRESET_LIMITS.breakMinutes);
    }),
  );
});
