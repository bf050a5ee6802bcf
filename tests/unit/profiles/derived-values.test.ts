import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { joinParts, splitParts } from "../../../src/profiles/derived-codec.ts";
import { createDerivedValues } from "../../../src/profiles/derived-values.ts";

const DAY = 20_000;
const PLAN = [{ hour: 9, preset: "deep_work", score: 0.1 + 0.2 }];

function stored(day = DAY): Uint8Array {
  const derived = createDerivedValues({ day });
  derived.set("plan@1", PLAN);
  derived.set("energy@1", [null, "high", null]);
  return derived.bytes();
}

describe("the derived values of a profile", () => {
  test("are restored exactly, and accounted for once when they are decoded", () => {
    const counted: number[] = [];
    const read = createDerivedValues({
      ...{ day: DAY, stored: stored() },
      onRead: (bytes) => counted.push(bytes),
    });
    assert.equal(counted.length, 0);
    assert.deepEqual(read.get("plan@1"), PLAN);
    assert.deepEqual(read.get("energy@1"), [null, "high", null]);
    assert.equal(read.get("plan@2"), undefined);
    assert.equal(counted.length, 1);
    assert.deepEqual(read.bytes(), stored());
  });

  test("are ignored on another day, and when their bytes are damaged", () => {
    const bytes = stored();
    const on = (day: number, of: Uint8Array) => createDerivedValues({ day, stored: of });
    assert.equal(on(DAY + 1, bytes).get("plan@1"), undefined);
    for (let bit = 0; bit < bytes.length * 8; bit += 13) {
      const damaged = Uint8Array.from(bytes);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(on(DAY, damaged).get("plan@1"), undefined, `bit ${bit}`);
      assert.equal(on(DAY, bytes.subarray(0, bit >> 3)).get("plan@1"), undefined);
    }
  });

  test("report new values, and then include those that were stored before", () => {
    let news = 0;
    const continued = createDerivedValues({
      ...{ day: DAY, stored: stored() },
      onNew: () => {
        news += 1;
      },
    });
    continued.set("week@1", [1, 2]);
    assert.equal(news, 1);
    const read = createDerivedValues({ day: DAY, stored: continued.bytes() });
    assert.deepEqual([read.get("plan@1"), read.get("week@1")], [PLAN, [1, 2]]);
  });

  test("are stored beside the profile, and bytes of another form are rejected", () => {
    const parts = { profile: Uint8Array.of(1, 2, 3), derived: Uint8Array.of(4, 5) };
    assert.deepEqual(splitParts(joinParts(parts)), parts);
    for (const text of ["", "no", "a text of some length"]) {
      assert.equal(splitParts(Buffer.from(text)), undefined);
    }
  });
});
