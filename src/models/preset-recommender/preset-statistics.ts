import { differ } from "../../stats/differ.ts";
import { shrunkenMean } from "../../stats/shrunken-mean.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { PARAMETERS } from "./parameters.ts";
import { noiseSd } from "./reward-posterior.ts";
import { TIMES } from "./situation.ts";
import { categoryCells, type PresetRecommenderState } from "./state.ts";

/** Rating statistics of one preset. */
export interface PresetStatistics {
  readonly preset: string;
  readonly sessions: number;
  readonly completed: number;
  readonly ratings: number;
  /** Unweighted mean of all ratings, 0–100; `null` when unrated. */
  readonly mean: number | null;
  /** Hour 0–23 with the best recent ratings; `null` below about two recent ratings in every hour. */
  readonly bestHour: number | null;
  /** Category with the best recent ratings; `null` also for presets that are not listed. */
  readonly bestCategory: string | null;
}

/** Statistics of every preset that was ever used, the listed ones first. */
export function presetStatistics(
  state: PresetRecommenderState,
  askedDay: EpochDay,
): PresetStatistics[] {
  const fresh = PARAMETERS.ageing.freshWeight(state.day ?? askedDay, askedDay);
  const noise = noiseSd(state, fresh);
  const { presets } = state;
  return presets.names.flatMap((preset, row) => {
    const sessions = presets.sessions[row] ?? 0;
    if (sessions === 0) return [];
    const ratings = presets.ratings[row] ?? 0;
    const weight = presets.ratedWeight[row] ?? 0;
    const own = {
      mean: weight > 0 ? (presets.ratedTenths[row] ?? 0) / weight / 10 : PARAMETERS.populationMean,
      noise,
      fresh,
    };
    const hours = Array.from({ length: 24 }, (_, hour) => ({
      weight: state.hourWeight[row * 24 + hour] ?? 0,
      tenths: state.hourTenths[row * 24 + hour] ?? 0,
    }));
    const category = bestOf(row < state.listed.length ? categorySums(state, row) : [], own);
    return [
      {
        preset,
        sessions,
        completed: presets.completed[row] ?? 0,
        ratings,
        mean: ratings === 0 ? null : (presets.ratingHundredths[row] ?? 0) / ratings / 100,
        bestHour: bestOf(hours, own),
        bestCategory: category === null ? null : (state.categories.names[category] ?? null),
      },
    ];
  });
}

interface WeightedSum {
  readonly weight: number;
  readonly tenths: number;
}

function categorySums(state: PresetRecommenderState, preset: number): WeightedSum[] {
  const { names, ratedWeight, ratedTenths } = state.categories;
  return names.map((_, category) => {
    const first = category * categoryCells(state) + preset * TIMES.length;
    let weight = 0;
    let tenths = 0;
    for (let cell = first; cell < first + TIMES.length; cell += 1) {
      weight += ratedWeight[cell] ?? 0;
      tenths += ratedTenths[cell] ?? 0;
    }
    return { weight, tenths };
  });
}

/**
 * Index of the group with the highest mean after shrinkage towards the preset's own mean; the first one on a tie;
 * `undefined` when all groups are rated alike.
 */
function bestOf(
  groups: readonly WeightedSum[],
  own: { readonly mean: number; readonly noise: number; readonly fresh: number },
): number | null {
  const prior = { mean: own.mean, sd: PARAMETERS.perPreset.time * own.noise };
  let best: number | null = null;
  let bestMean = Number.NEGATIVE_INFINITY;
  const means: number[] = [];
  groups.forEach(({ weight, tenths }, index) => {
    if (weight > 0) means.push(tenths / weight / 10);
    const count = weight / own.fresh;
    if (count < PARAMETERS.minimumBestWeight) return;
    const { mean } = shrunkenMean(count, tenths / weight / 10, own.noise ** 2, prior);
    if (mean > bestMean) {
      bestMean = mean;
      best = index;
    }
  });
  return means.length > 1 && !differ(means) ? null : best;
}
