import assert from "node:assert/strict";
import fc from "fast-check";

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;

/** Any code point, for `fc.string({ unit })`: fast-check's own unit "binary" lists them all first, which takes a second. */
export const codePoint = fc.nat(0x10ffff - SURROGATES).map(toText, toNumber);

function toText(number: number): string {
  return String.fromCodePoint(number < FIRST_SURROGATE ? number : number + SURROGATES);
}

function toNumber(text: unknown): number {
  assert.ok(typeof text === "string");
  const number = text.codePointAt(0) ?? -1;
  const own = number < FIRST_SURROGATE ? number : number - SURROGATES;
  assert.equal(toText(own), text);
  return own;
}
