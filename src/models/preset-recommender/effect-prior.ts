import { invertPacked, symmetricIndex } from "../../stats/packed-inverse.ts";
import { type EffectPrior, unpack } from "../../stats/two-level-regression.ts";
import { PARAMETERS } from "./parameters.ts";
import { ORDERS, TIMES, WEEKENDS } from "./situation.ts";

/**
 * Indices of the effects that sum to an expected rating: level, times of day, places in the day, workday or weekend
 * and, if the query names a category, the effect of that category.
 */
export const LEVEL = 0;
export const FIRST_TIME = 1;
export const FIRST_ORDER = FIRST_TIME + TIMES.length;
export const FIRST_WEEKEND = FIRST_ORDER + ORDERS;
/** Index of the category's effect, which exists only when the query names one. */
export const CATEGORY = FIRST_WEEKEND + WEEKENDS;

/** Number of effects with a category. */
export const MAX_EFFECTS = CATEGORY + 1;

type Spread = (typeof PARAMETERS)["shared" | "perPreset"];

/** In units of the noise. Neighbouring times of day are correlated; all other effects are independent. */
export function priorOf(kind: "shared" | "perPreset", withCategory: boolean): EffectPrior {
  return PRIORS[kind][withCategory ? 1 : 0];
}

/** Hours between the middles of two times of day, around the clock. */
function hoursApart(a: number, b: number): number {
  const middle = (time: number) => ((TIMES[time]?.from ?? 0) + (TIMES[time]?.to ?? 0) + 1) / 2;
  const apart = Math.abs(middle(a) - middle(b));
  return Math.min(apart, 24 - apart);
}

function timePrecision(): Float64Array {
  const count = TIMES.length;
  const correlation = new Float64Array((count * (count + 1)) / 2);
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      correlation[symmetricIndex(i, j)] = Math.exp(-hoursApart(i, j) / PARAMETERS.timeReachHours);
    }
  }
  return invertPacked(correlation, count);
}

function priorFrom(spread: Spread, withCategory: boolean): EffectPrior {
  const size = withCategory ? MAX_EFFECTS : CATEGORY;
  const precision = new Float64Array((size * (size + 1)) / 2);
  const diagonal = (effect: number, sd: number) => {
    precision[symmetricIndex(effect, effect)] = 1 / sd ** 2;
  };
  diagonal(LEVEL, spread.level);
  for (let order = 0; order < ORDERS; order += 1) diagonal(FIRST_ORDER + order, spread.order);
  for (let kind = 0; kind < WEEKENDS; kind += 1) diagonal(FIRST_WEEKEND + kind, spread.weekend);
  if (withCategory) diagonal(CATEGORY, spread.category);
  const times = timePrecision();
  for (let i = 0; i < TIMES.length; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      precision[symmetricIndex(FIRST_TIME + i, FIRST_TIME + j)] =
        (times[symmetricIndex(i, j)] ?? 0) / spread.time ** 2;
    }
  }
  const full = unpack(precision, size, new Float64Array(size * size));
  return { size, precision, full, tiedFrom: FIRST_TIME, tiedEnd: FIRST_ORDER };
}

const PRIORS = {
  shared: [priorFrom(PARAMETERS.shared, false), priorFrom(PARAMETERS.shared, true)],
  perPreset: [priorFrom(PARAMETERS.perPreset, false), priorFrom(PARAMETERS.perPreset, true)],
} as const;
