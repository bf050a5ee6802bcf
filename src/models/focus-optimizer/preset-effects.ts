import { at } from "../../stats/at.ts";
import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import { customaryPreset, FOCUS_PARAMETERS, PRESET_MINUTES } from "./parameters.ts";
import type { RatingSurface } from "./rating-surface.ts";
import { type FocusState, HOURS, meanOf } from "./state.ts";

/** Points each preset adds at each hour: its own over all hours, and what is special to the hour, both shrunk. */
export function presetEffects(
  state: FocusState,
  fresh: number,
  noise: number,
  { fit, offsets }: RatingSurface,
): readonly (readonly number[])[] {
  const { presetSpread, presetHourSpread } = FOCUS_PARAMETERS;
  return PRESET_MINUTES.map((_, preset) => {
    let count = 0;
    let sum = 0;
    const counts: number[] = [];
    const surplus: number[] = [];
    for (let hour = 0; hour < HOURS; hour += 1) {
      const cell = preset * HOURS + hour;
      const rated = at(state.presetWeight, cell) / fresh;
      const usual = fit.level + (fit.columns[hour]?.mean ?? 0) + at(offsets, hour);
      const mean = meanOf(state.presetTenths, state.presetWeight, cell) ?? usual;
      counts.push(rated);
      surplus.push(mean - usual);
      count += rated;
      sum += rated * (mean - usual);
    }
    const prior = { mean: 0, sd: presetSpread };
    const own = shrunkenMean(count, count === 0 ? 0 : sum / count, noise ** 2, prior).mean;
    return counts.map(
      (rated, hour) =>
        shrunkenMean(rated, at(surplus, hour), noise ** 2, { mean: own, sd: presetHourSpread })
          .mean,
    );
  });
}

/** Index of the preset with the largest effect at an hour. */
export function bestPreset(effects: readonly (readonly number[])[], hour: number): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  effects.forEach((byHour, preset) => {
    const value = at(byHour, hour) + presetBonus(preset, hour);
    if (value <= most) return;
    best = preset;
    most = value;
  });
  return best;
}

/** The customary preset wins where ratings do not tell presets apart. */
export function presetBonus(preset: number, hour: number): number {
  return preset === customaryPreset(hour) ? FOCUS_PARAMETERS.customaryBonus : 0;
}
