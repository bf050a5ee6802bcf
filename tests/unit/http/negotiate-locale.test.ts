import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { localeNegotiator } from "../../../src/http/negotiate-locale.ts";

describe("the language of an answer", () => {
  const toCzechService = localeNegotiator("cs");
  const toEnglishService = localeNegotiator("en");

  test("is what the client prefers of what we speak", () => {
    assert.equal(toEnglishService("cs"), "cs");
    assert.equal(toEnglishService("cs-CZ,cs;q=0.9,en;q=0.8"), "cs");
    assert.equal(toEnglishService("de,cs;q=0.3,en;q=0.7"), "en");
    assert.equal(toCzechService("en-GB"), "en");
  });

  test("is the configured one when the client does not care or speaks neither", () => {
    for (const header of [undefined, "", "*", "de", "sk;q=1, cs;q=0, en;q=0"]) {
      assert.equal(toCzechService(header), "cs", `header ${header}`);
      assert.equal(toEnglishService(header), "en", `header ${header}`);
    }
  });

  test("is never anything else, and remembering answers changes none", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (header) => {
        const first = toCzechService(header);
        assert.ok(first === "cs" || first === "en");
        assert.equal(toCzechService(header), first);
      }),
    );
  });
});
