import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { csvCell, guardCell, unguardCell } from "../../../src/sessions/csv-text.ts";

describe("texts in CSV", () => {
  test("are guarded against spreadsheets and come back as they were", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\n", "\r", "＝", "a") }),
    );
    fc.assert(
      fc.property(text, (original) => {
        const guarded = guardCell(original);
        assert.doesNotMatch(guarded, /^[=+\-@\t\r\n＝]/);
        assert.equal(unguardCell(guarded), original);
      }),
    );
  });

  test("get an apostrophe only where a formula could be meant", () => {
    assert.equal(guardCell("=1+1"), "'=1+1");
    assert.equal(guardCell("'=1"), "''=1");
    assert.equal(guardCell("it's 5 = five"), "it's 5 = five");
    assert.equal(unguardCell("'tis"), "'tis");
  });

  test("are quoted where they must be", () => {
    assert.equal(csvCell("a b"), "a b");
    assert.equal(csvCell('a,"b"\n'), '"a,""b""\n"');
  });
});
