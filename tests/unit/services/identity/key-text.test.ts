import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import { newKeyText, prefixOf } from "../../../../src/services/identity/key-text.ts";
import { parseDuration } from "../../../../src/time/duration-text.ts";

describe("the text of a key", () => {
  test("begins with its prefix, and carries all 256 bits that were drawn", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 40 }), (bytes) => {
        const left = [...bytes];
        const { prefix, key } = newKeyText((count) => Uint8Array.from(left.splice(0, count)));
        assert.equal(prefixOf(key), prefix);
        const secret = Buffer.from(key.slice(prefix.length + 1), "base64url");
        assert.deepEqual([...secret], [...bytes.subarray(8)]);
      }),
      { numRuns: 50 },
    );
  });

  test("has a prefix that other keys do not have", () => {
    const prefixes = Array.from({ length: 1000 }, () => newKeyText(randomBytes).prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });

  test("is nothing else: a text that only looks like one has no prefix", () => {
    const { prefix, key } = newKeyText(randomBytes);
    for (const text of [
      "",
      prefix,
      `${key} `,
      ` ${key}`,
      `${key}\n`,
      key.toUpperCase(),
      key.slice(1),
    ]) {
      assert.equal(prefixOf(text), undefined, JSON.stringify(text));
    }
  });
});

describe("a length of time", () => {
  test("is a number and a unit", () => {
    const lengths = { "30s": 30_000, "15m": 900_000, "24h": 86_400_000, "90d": 7_776_000_000 };
    for (const [text, ms] of Object.entries(lengths)) assert.equal(parseDuration(text), ms);
    assert.equal(parseDuration("1w"), parseDuration("7d"));
    for (const text of ["", "90", "d", "-1d", "1.5h", "1y", "100000d", "1d "]) {
      assert.equal(parseDuration(text), undefined, text);
    }
  });
});
