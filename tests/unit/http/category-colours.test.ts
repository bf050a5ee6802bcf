import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { COLOURS } from "../../../src/domain/category-colour.ts";

type Triple = readonly [number, number, number];

/** What is seen of linear RGB in full dichromacy. Machado, Oliveira and Fernandes 2009, table 1, severity 1.0. */
const VIEWS: Readonly<Record<string, readonly Triple[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function style(): string {
  const at = (name: string) => new URL(`../../../web/style/${name}.css`, import.meta.url);
  return ["page", "colours"].map((name) => readFileSync(at(name), "utf8")).join("");
}

function linear(hex: string): Triple {
  const short = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : [];
  const parts = short.length > 0 ? short : (hex.slice(1).match(/../g) ?? []);
  const [r = 0, g = 0, b = 0] = parts.map((part) => {
    const share = Number.parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [r, g, b];
}

const product = ([x, y, z]: Triple, [r, g, b]: Triple) => x * r + y * g + z * b;

/** Contrast by WCAG 2. */
function contrast(one: Triple, other: Triple): number {
  const weights: Triple = [0.2126, 0.7152, 0.0722];
  const [dark = 0, light = 0] = [one, other]
    .map((rgb) => product(weights, rgb))
    .toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Björn Ottosson's Oklab, of linear RGB that is seen through a matrix. */
function oklab(rgb: Triple, [toR, toG, toB]: readonly Triple[]): Triple {
  const within = (row: Triple | undefined) =>
    Math.min(1, Math.max(0, product(row ?? [0, 0, 0], rgb)));
  const seen: Triple = [within(toR), within(toG), within(toB)];
  const cones: Triple = [
    Math.cbrt(product([0.4122214708, 0.5363325363, 0.0514459929], seen)),
    Math.cbrt(product([0.2119034982, 0.6806995451, 0.1073969566], seen)),
    Math.cbrt(product([0.0883024619, 0.2817188376, 0.6299787005], seen)),
  ];
  return [
    product([0.2104542553, 0.793617785, -0.0040720468], cones),
    product([1.9779984951, -2.428592205, 0.4505937099], cones),
    product([0.0259040371, 0.7827717662, -0.808675766], cones),
  ];
}

const distance = ([x, y, z]: Triple, [u, v, w]: Triple) => Math.hypot(x - u, y - v, z - w);

test("every colour of categories stands out from its card, and from every other one to all eyes", () => {
  const text = style();
  for (const [scheme, index] of [
    ["light", 1],
    ["dark", 2],
  ] as const) {
    const pair = (before: string) => {
      const found = new RegExp(`${before}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(text);
      return linear(found?.[index] ?? assert.fail(before));
    };
    const card = pair("--card");
    const palette = COLOURS.map((name) => ({ name, rgb: pair(`\\.c-${name} \\{\\s+--c`) }));
    for (const { name, rgb } of palette) {
      assert.ok(contrast(rgb, card) >= 3, `${name}, ${scheme}: ${contrast(rgb, card)}`);
    }
    for (const [view, matrix] of Object.entries(VIEWS)) {
      for (const [place, one] of palette.entries()) {
        for (const other of palette.slice(0, place)) {
          const apart = distance(oklab(one.rgb, matrix), oklab(other.rgb, matrix));
          // 0.02 is about the least difference that is noticed.
          assert.ok(apart >= 0.1, `${one.name}, ${other.name}, ${scheme}, ${view}: ${apart}`);
        }
      }
    }
  }
});
