import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { OccurrenceCounter } from "../../../../src/sessions/import/occurrence-counter.ts";

test("counts like a Map, also where fingerprints fall on the same slot", () => {
  const fingerprint = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
    .map(([low, high]) => low + high * 262_144);
  fc.assert(
    fc.property(fc.array(fingerprint, { maxLength: 200 }), (fingerprints) => {
      const counter = new OccurrenceCounter();
      const truth = new Map<number, number>();
      for (const each of fingerprints) {
        assert.equal(counter.count(each), truth.get(each) ?? 0);
        truth.set(each, (truth.get(each) ?? 0) + 1);
      }
    }),
  );
});

test("forgets only what is further back than 131,072 others", () => {
  const counter = new OccurrenceCounter();
  // An odd factor modulo 2^48 visits different numbers, spread like those of a hash.
  const fingerprint = (n: number) => Number((BigInt(n) * 0x9e37_79b9_7f4bn) % 0x1_0000_0000_0000n);
  counter.count(fingerprint(0));
  for (let other = 1; other < 131_072; other++) counter.count(fingerprint(other));
  assert.equal(counter.count(fingerprint(0)), 1);
  for (let other = 200_000; other < 500_000; other++) counter.count(fingerprint(other));
  assert.equal(counter.count(fingerprint(0)), 0);
});
