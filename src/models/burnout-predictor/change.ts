import type { Estimate } from "../../stats/shrunken-mean.ts";
import type { SCALES } from "./parameters.ts";
import { BLOCKS, type Windows } from "./windows.ts";

/** A factor measured by the difference between the recent week and the person's usual level. */
export type ChangeFactor = keyof typeof SCALES;

/** Measurement of a factor, and the estimate of the person's true change. */
export interface Change {
  /** Displayed figure, in the factor's own unit. */
  readonly value: number;
  /** The recent value, in the compared unit. */
  readonly recent: number;
  /** The value it is compared with, in the same unit. */
  readonly baseline: number;
  /** Compared with the four weeks before, or with the habit of the months before those. */
  readonly against: "weeks" | "habit";
  /** True change after shrinkage, in the unit of the factor's limits. */
  readonly estimate: Estimate;
  /** Means of the check-ins on both sides, if check-ins were used. */
  readonly wellness?: { readonly recent: number; readonly baseline: number };
}

/** Reference for the recent week: the weeks before it, and the sums of `habitToday`. */
export interface Reference {
  readonly windows: Windows;
  readonly habit: readonly number[];
}

/** Chooses the larger change. Rising strain shows against the weeks before; lasting strain shows against the habit. */
export function stronger(weeks: Change | undefined, habit: Change | undefined): Change | undefined {
  if (weeks === undefined || habit === undefined) return weeks ?? habit;
  return habit.estimate.mean > weeks.estimate.mean ? habit : weeks;
}

// Shared buffer, filled and read within one synchronous call; allocating it each time costs more than the arithmetic.
export const counts = new Float64Array(BLOCKS);
export const means = new Float64Array(BLOCKS);
