import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { findLocale } from "../../../src/config/find-locale.ts";

describe("the language of a command", () => {
  for (const [env, language] of [
    [{}, "en"],
    [{ LANG: "cs_CZ.UTF-8" }, "cs"],
    [{ LANG: "cs" }, "cs"],
    [{ LANG: "en_GB.UTF-8", LC_MESSAGES: "cs_CZ.UTF-8" }, "cs"],
    [{ LANG: "cs_CZ.UTF-8", LC_MESSAGES: "en_US.UTF-8" }, "en"],
    [{ LANG: "cs_CZ.UTF-8", LC_ALL: "C" }, "en"],
    [{ LANG: "de_DE.UTF-8", LC_MESSAGES: "de_DE.UTF-8", LC_ALL: "cs_CZ.UTF-8" }, "cs"],
    [{ LANG: "cs_CZ.UTF-8", LC_ALL: "" }, "cs"],
    [{ LANG: "csb_PL" }, "en"],
    [{ LANG: "cs_CZ.UTF-8", LOCALE: "en" }, "en"],
    [{ LANG: "en_US.UTF-8", LOCALE: " cs " }, "cs"],
    [{ LANG: "cs_CZ.UTF-8", LOCALE: "xx" }, "en"],
  ] as const) {
    test(`is ${language} with ${JSON.stringify(env)}`, () => {
      assert.equal(
        findLocale(() => env),
        language,
      );
    });
  }
});
