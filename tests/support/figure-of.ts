import assert from "node:assert/strict";

/** The figure of one preset, which is there. */
export function figureOf(figures: Readonly<Record<string, number>>, preset: string): number {
  const figure = figures[preset];
  assert.ok(figure !== undefined, `no figure of ${preset}`);
  return figure;
}
