import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { normalizeName } from "../../../src/domain/normalize-name.ts";
import { codePoint } from "../../support/code-point.ts";

test("white space around a name is no part of it, of whatever kind", () => {
  for (const blank of [
    " ",
    "\t",
    "\n",
    "\u00a0",
    "\u3000",
    "\u2007",
    "\u0085",
    "\u200b",
    "\ufeff",
  ]) {
    assert.equal(normalizeName(`${blank}${blank}Deep Work${blank}`), "Deep Work");
  }
  assert.equal(normalizeName("\u3000 \u00a0"), "");
});

test("composed and decomposed letters are one spelling", () => {
  assert.equal(normalizeName("Ps\u0061\u0301t"), "Ps\u00e1t");
  assert.equal(normalizeName("\u1112\u1161\u11ab"), "\ud55c");
});

test("case and white space inside a name stay", () => {
  assert.equal(normalizeName("deep\u00a0 Work"), "deep\u00a0 Work");
});

test("normalising a second time changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint }), (name) => {
      const once = normalizeName(name);
      assert.equal(normalizeName(once), once);
    }),
  );
});
