import type { Estimate } from "../../stats/shrunken-mean.ts";
import type { SCALES } from "./parameters.ts";
import { BLOCKS, type Windows } from "./windows.ts";

/** A factor that is judged by how far the recent week lies from what is usual for the person. */
export type ChangeFactor = keyof typeof SCALES;

/** What was measured of a factor, and what it says about the person's true change. */
export interface Change {
  /** The figure that is shown, in the factor's own unit. */
  readonly value: number;
  /** The recent week, and what it is compared with, in the unit of what is compared. */
  readonly recent: number;
  readonly baseline: number;
  /** Compared with the four weeks before, or with the habit of the months before those. */
  readonly against: "weeks" | "habit";
  /** True change after shrinking, in the unit of the factor's limits. */
  readonly estimate: Estimate;
  /** The check-ins behind it, if any: their means on either side. */
  readonly wellness?: { readonly recent: number; readonly baseline: number };
}

/** What the recent week can be compared with: the weeks before it, and sums of `habitToday`. */
export interface Reference {
  readonly windows: Windows;
  readonly habit: readonly number[];
}

/** Strain shows against the weeks before while it rises, and against the habit once it lasts. */
export function stronger(weeks: Change | undefined, habit: Change | undefined): Change | undefined {
  if (weeks === undefined || habit === undefined) return weeks ?? habit;
  return habit.estimate.mean > weeks.estimate.mean ? habit : weeks;
}

// Filled and read within one synchronous call; making them anew costs more than the arithmetic.
export const counts = new Float64Array(BLOCKS);
export const means = new Float64Array(BLOCKS);
