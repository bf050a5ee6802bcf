import { PRESETS } from "../../domain/session.ts";
import { TwoLevelRegression } from "../../stats/two-level-regression.ts";
import { FIRST_TIME, MAX_EFFECTS, priorOf } from "./effect-prior.ts";
import { gatherEvidence, leadOf } from "./evidence.ts";
import { PARAMETERS } from "./parameters.ts";
import type { PresetRecommenderState } from "./state.ts";

/** What is known of the expected rating of each preset in one situation, in points. */
export interface RewardPosterior {
  /** Expected rating per preset, in the order of PRESETS; not cut to 0–100. */
  readonly means: readonly number[];
  /** Their covariance, packed lower triangle. */
  readonly covariance: Float64Array;
  /** Effects common to all presets. */
  readonly shared: readonly number[];
  /** Effects of each preset on top of those, the usual preset's lead included. */
  readonly own: readonly (readonly number[])[];
}

/** Standard deviation of single ratings around what their situation leads to expect, in points. */
export function noiseSd(state: PresetRecommenderState, fresh: number): number {
  const { sd, worth } = PARAMETERS.noise;
  const squares = state.surprise / (100 * fresh);
  return Math.sqrt((worth * sd ** 2 + squares) / (worth + state.surpriseWeight / fresh));
}

const REGRESSION = new TwoLevelRegression(PRESETS.length, MAX_EFFECTS);

/** Effects of all situations, from which those of one are added up. */
interface Effects {
  readonly noise: number;
  readonly lead: number;
  readonly size: number;
  readonly shared: readonly number[];
  readonly own: readonly (readonly number[])[];
}

/** @param categoryRow as of `rewardPosterior` */
function solve(
  state: PresetRecommenderState,
  fresh: number,
  categoryRow: number | undefined,
): Effects {
  const withCategory = categoryRow !== undefined;
  const noise = noiseSd(state, fresh);
  const lead = PARAMETERS.usualPresetLead * noise;
  REGRESSION.begin().forEach((evidence, preset) => {
    gatherEvidence(evidence, state, { preset, fresh, lead, categoryRow: categoryRow ?? -1 });
  });
  const prior = priorOf("perPreset", withCategory);
  const { shared, own } = REGRESSION.solve(priorOf("shared", withCategory), prior);
  return { noise, lead, size: prior.size, shared, own };
}

function ownAt({ own, lead }: Effects, time: number): number[][] {
  return own.map((effects, preset) =>
    effects.with(FIRST_TIME + time, (effects[FIRST_TIME + time] ?? 0) + leadOf(preset, time, lead)),
  );
}

function meansOf(
  shared: readonly number[],
  own: readonly (readonly number[])[],
  active: readonly number[],
): number[] {
  return own.map((effects) => {
    let mean = PARAMETERS.populationMean;
    for (const effect of active) mean += (shared[effect] ?? 0) + (effects[effect] ?? 0);
    return mean;
  });
}

/**
 * @param active positions of the effects that apply in the asked situation
 * @param time index of the asked time of day
 * @param fresh what one session of the asked day weighs
 * @param categoryRow the asked category's row, −1 when nothing is known of it, `undefined` when none was asked
 */
export function rewardPosterior(
  state: PresetRecommenderState,
  active: readonly number[],
  time: number,
  fresh: number,
  categoryRow: number | undefined,
): RewardPosterior {
  const effects = solve(state, fresh, categoryRow);
  const { shared, noise, size } = effects;
  const own = ownAt(effects, time);
  const covariance = REGRESSION.covarianceOfSums(active, size);
  for (let index = 0; index < covariance.length; index += 1) {
    covariance[index] = (covariance[index] ?? 0) * noise ** 2;
  }
  return { means: meansOf(shared, own, active), covariance, shared, own };
}

/** The means alone, in several situations without a category: their effects are worked out once. */
export function rewardMeans(
  state: PresetRecommenderState,
  fresh: number,
  situations: readonly { readonly active: readonly number[]; readonly time: number }[],
): number[][] {
  const effects = solve(state, fresh, undefined);
  return situations.map(({ active, time }) =>
    meansOf(effects.shared, ownAt(effects, time), active),
  );
}
