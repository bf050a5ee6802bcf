import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { localeNegotiator } from "../../../src/http/negotiate-locale.ts";

describe("the language of an answer", () => {
  const negotiate = localeNegotiator();

  test("is the supported language that the client prefers", () => {
    assert.equal(negotiate("cs"), "cs");
    assert.equal(negotiate("cs-CZ,cs;q=0.9,en;q=0.8"), "cs");
    assert.equal(negotiate("de,cs;q=0.3,en;q=0.7"), "en");
    assert.equal(negotiate("en-GB"), "en");
  });

  test("is undefined when the client has no preference among the supported languages", () => {
    for (const header of [undefined, "", "*", "de", "sk;q=1, cs;q=0, en;q=0"]) {
      assert.equal(negotiate(header), undefined, `header ${header}`);
    }
    assert.equal(negotiate("*;q=1, en;q=0"), "cs");
  });

  test("is always a supported language or undefined, and memoization does not change it", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (header) => {
        const first = negotiate(header);
        assert.ok(first === "cs" || first === "en" || first === undefined);
        assert.equal(negotiate(header), first);
      }),
    );
  });
});
