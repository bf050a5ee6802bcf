import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  advanceProfile,
  emptyProfile,
  learnIntoProfile,
  MODEL_NAMES,
  type Profile,
} from "../../../src/models/profile.ts";
import { shapesOf } from "../../../src/profiles/codec/shapes.ts";
import { StateReader } from "../../../src/profiles/codec/state-reader.ts";
import { StateWriter } from "../../../src/profiles/codec/state-writer.ts";
import { differingModels } from "../../../src/profiles/compare-profiles.ts";
import { decodeProfile, encodeProfile, openProfile } from "../../../src/profiles/profile-codec.ts";
import { NO_STATED_DAYS } from "../../../src/time/stated-days.ts";
import { dataSetG } from "../../support/data-set-g.ts";

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.integer({ min: -70, max: 70 }),
  fc.integer({ min: -7000, max: 7000 }),
  fc.integer({ min: -1e6, max: 1e6 }).map((thousandths) => thousandths / 1000),
  fc.constantFrom(0, 1e21, 5e-324, 2 ** 52, -(2 ** 52), 2 ** 52 - 1),
);
const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    number,
    fc.string({ unit: "grapheme" }),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.constantFrom(0, 0, 0, 1, 1.5), { maxLength: 400 }),
    fc.array(number),
    fc.array(tie("value")),
    fc.dictionary(
      fc.string({ unit: "binary-ascii" }).filter((key) => key !== "__proto__"),
      tie("value"),
    ),
  ),
})).value;

/** A profile that has learned, as a fold leaves it. */
function learned(): Profile {
  const profile = emptyProfile();
  for (const session of dataSetG()) learnIntoProfile(profile, session);
  return profile;
}

function open(
  bytes: Uint8Array,
  day: number,
  onOpened: (name: string) => void = () => {},
): Profile {
  return openProfile(bytes, { day, stated: NO_STATED_DAYS, onOpened }) ?? assert.fail("unreadable");
}

describe("an encoded profile", () => {
  test("restores any plain value, with any known lists of keys", () => {
    fc.assert(
      fc.property(plain, plain, (value, known) => {
        const writer = new StateWriter();
        for (const shapes of [[], shapesOf(value), shapesOf(known)]) {
          writer.state(value, shapes);
          const bytes = Buffer.from(writer.take());
          const reader = new StateReader(bytes);
          // As JSON would: −0 is 0.
          const expected: unknown = JSON.parse(JSON.stringify(value));
          assert.deepEqual(JSON.parse(JSON.stringify(reader.state(shapes))), expected);
          assert.equal(reader.position, bytes.length);
        }
      }),
    );
  });

  test("is decoded completely, with and without sessions", () => {
    for (const profile of [emptyProfile(), learned()]) {
      assert.deepEqual(decodeProfile(encodeProfile(profile)), profile);
    }
  });

  test("is opened state by state, each decoded once and advanced to the requested day", () => {
    const profile = learned();
    const day = (profile["session-predictor"].openDay ?? 0) + 40;
    const opened: string[] = [];
    const lazy = open(encodeProfile(profile), day, (name) => opened.push(name));
    assert.deepEqual(opened, []);
    assert.equal(lazy["history-aggregates"].day, day);
    assert.equal(lazy["history-aggregates"], lazy["history-aggregates"]);
    assert.deepEqual(opened, ["history-aggregates"]);
    advanceProfile(profile, day);
    assert.deepEqual(differingModels(lazy, profile), []);
    assert.deepEqual(opened.sort(), [...MODEL_NAMES].sort());
  });

  test("continues as if it had never been encoded, after any number of sessions", () => {
    const sessions = [...dataSetG()];
    fc.assert(
      fc.property(fc.nat({ max: sessions.length }), fc.nat({ max: 60 }), (count, days) => {
        const profile = emptyProfile();
        for (const session of sessions.slice(0, count)) learnIntoProfile(profile, session);
        const continued = decodeProfile(encodeProfile(profile)) ?? assert.fail("unreadable");
        const next = sessions.slice(count, count + 50);
        for (const each of [profile, continued]) {
          for (const session of next) learnIntoProfile(each, session);
          advanceProfile(each, (each["session-predictor"].openDay ?? 0) + days);
        }
        assert.deepEqual(continued, profile);
      }),
      { numRuns: 20 },
    );
  });

  test("is rejected when any bit is changed or any end is missing", () => {
    const bytes = encodeProfile(learned());
    fc.assert(
      fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
        const damaged = bytes.slice();
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        assert.equal(decodeProfile(damaged), undefined);
        const options = { day: 0, stated: NO_STATED_DAYS, onOpened() {} };
        assert.equal(openProfile(damaged, options), undefined);
        assert.equal(decodeProfile(bytes.subarray(0, bit >> 3)), undefined);
      }),
    );
    for (const text of ["", "no", "{}"]) assert.equal(decodeProfile(Buffer.from(text)), undefined);
  });
});
