import { readFileSync, writeFileSync } from "node:fs";

const FOLDER = new URL("../results/", import.meta.url);

/** Figures by the permanent id of their scenario. */
export type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What is committed: figures of the whole run, and of a short one that a test repeats. */
export interface QualityResults {
  readonly note: string;
  readonly full: Figures;
  readonly reduced: Figures;
}

export function readResults(name: string): QualityResults {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8"));
}

export function writeResults(name: string, results: QualityResults): void {
  writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify(results, null, 2)}\n`);
}

/** Four significant digits: what a reader compares, and what another machine's last bits do not change. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/**
 * The value that a share of the sorted values stays below; `never` when that is one of those that never happened.
 */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Figures that moved away from the committed ones, as "scenario.figure: was … is …". */
export function driftOf(committed: Figures, measured: Figures): string[] {
  const moved: string[] = [];
  for (const id of new Set([...Object.keys(committed), ...Object.keys(measured)])) {
    const was = committed[id] ?? {};
    const is = measured[id] ?? {};
    for (const figure of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const before = was[figure] ?? Number.NaN;
      const now = is[figure] ?? Number.NaN;
      const isSame = Math.abs(before - now) <= 1e-3 * Math.max(1, Math.abs(before));
      if (!isSame) moved.push(`${id}.${figure}: was ${before}, is ${now}`);
    }
  }
  return moved;
}
