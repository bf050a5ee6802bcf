import { at } from "../../stats/at.ts";
import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";
import type { RatingSurface } from "./rating-surface.ts";
import { DAY_PARTS, type FocusState, HOURS, meanOf, partOfDay } from "./state.ts";

/**
 * Points that each preset adds in each part of the day: an effect over the whole day plus an effect of the part. Both
 * are shrunk towards 0 while they have few ratings.
 */
export function presetEffects(
  state: FocusState,
  fresh: number,
  noise: number,
  surface: RatingSurface,
): readonly (readonly number[])[] {
  const { presetSpread, presetPartSpread } = FOCUS_PARAMETERS;
  const usual = usualByPart(state, surface);
  return state.listed.map((_, preset) => {
    let count = 0;
    let sum = 0;
    const parts = usual.map((expected, part) => {
      const cell = preset * DAY_PARTS + part;
      const rated = at(state.presetWeight, cell) / fresh;
      const mean = meanOf(state.presetTenths, state.presetWeight, cell) ?? expected;
      count += rated;
      sum += rated * (mean - expected);
      return { rated, surplus: mean - expected };
    });
    const prior = { mean: 0, sd: presetSpread };
    const own = shrunkenMean(count, count === 0 ? 0 : sum / count, noise ** 2, prior).mean;
    return parts.map(
      ({ rated, surplus }) =>
        shrunkenMean(rated, surplus, noise ** 2, { mean: own, sd: presetPartSpread }).mean,
    );
  });
}

/** Mean rating expected in each part of the day from the hours of its rated sessions alone. */
function usualByPart(state: FocusState, { fit, offsets }: RatingSurface): number[] {
  const weights = new Float64Array(DAY_PARTS);
  const sums = new Float64Array(DAY_PARTS);
  for (let cell = 0; cell < state.cellWeight.length; cell += 1) {
    const hour = cell % HOURS;
    const part = partOfDay(hour);
    const weight = at(state.cellWeight, cell);
    weights[part] = at(weights, part) + weight;
    sums[part] = at(sums, part) + weight * ((fit.columns[hour]?.mean ?? 0) + at(offsets, hour));
  }
  return Array.from(
    sums,
    (sum, part) => fit.level + (at(weights, part) === 0 ? 0 : sum / at(weights, part)),
  );
}
