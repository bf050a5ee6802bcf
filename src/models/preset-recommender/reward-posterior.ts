import { customaryPreset } from "../../domain/preset.ts";
import { TwoLevelRegression } from "../../stats/two-level-regression.ts";
import { FIRST_TIME, MAX_EFFECTS, priorOf } from "./effect-prior.ts";
import { gatherEvidence, leadOf } from "./evidence.ts";
import { PARAMETERS } from "./parameters.ts";
import { TIMES } from "./situation.ts";
import type { PresetRecommenderState } from "./state.ts";

/** Posterior of each preset's expected rating in one situation, in points. */
export interface RewardPosterior {
  /** Expected rating per preset, in the order of the list; not clamped to 0–100. */
  readonly means: readonly number[];
  /** Covariance of the means, packed lower triangle. */
  readonly covariance: Float64Array;
  /** Effects common to all presets. */
  readonly shared: readonly number[];
  /** Additional effects of each preset, including the usual preset's advantage. */
  readonly own: readonly (readonly number[])[];
}

/** Standard deviation of single ratings around the expectation of their situation, in points. */
export function noiseSd(state: PresetRecommenderState, fresh: number): number {
  const { sd, worth } = PARAMETERS.noise;
  const squares = state.surprise / (100 * fresh);
  return Math.sqrt((worth * sd ** 2 + squares) / (worth + state.surpriseWeight / fresh));
}

/** Reusable regressions by number of presets. */
const REGRESSIONS = new Map<number, TwoLevelRegression>();

function regressionOf(presets: number): TwoLevelRegression {
  const known = REGRESSIONS.get(presets);
  if (known !== undefined) return known;
  const made = new TwoLevelRegression(presets, MAX_EFFECTS);
  REGRESSIONS.set(presets, made);
  return made;
}

/** Effects of all situations; those of one situation are summed from them. */
interface Effects {
  readonly noise: number;
  readonly lead: number;
  /** Index of the customary preset of each time of day. */
  readonly usual: readonly number[];
  readonly size: number;
  readonly shared: readonly number[];
  readonly own: readonly (readonly number[])[];
}

/** @param categoryRow as in `rewardPosterior` */
function solve(
  state: PresetRecommenderState,
  fresh: number,
  categoryRow: number | undefined,
): Effects {
  const withCategory = categoryRow !== undefined;
  const noise = noiseSd(state, fresh);
  const lead = PARAMETERS.usualPresetLead * noise;
  const usual = TIMES.map(({ from }) => customaryPreset(state.listed, from, isFamiliar(state)));
  const regression = regressionOf(state.listed.length);
  regression.begin().forEach((evidence, preset) => {
    const request = { preset, usual, fresh, lead, categoryRow: categoryRow ?? -1 };
    gatherEvidence(evidence, state, request);
  });
  const prior = priorOf("perPreset", withCategory);
  const { shared, own } = regression.solve(priorOf("shared", withCategory), prior);
  return { noise, lead, usual, size: prior.size, shared, own };
}

/** The prior advantage applies to every preset at first, and later only to presets that the person works with. */
function isFamiliar({ listed, presets }: PresetRecommenderState): (index: number) => boolean {
  const used = listed.map((_, index) => presets.sessions[index] ?? 0);
  const all = used.reduce((sum, sessions) => sum + sessions, 0);
  return (index) => all < PARAMETERS.familiarAfter || (used[index] ?? 0) > 0;
}

function ownAt({ own, lead, usual }: Effects, time: number): number[][] {
  const at = FIRST_TIME + time;
  return own.map((effects, preset) =>
    effects.with(at, (effects[at] ?? 0) + leadOf({ preset, usual, lead }, time)),
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
 * @param active indices of the effects that apply in the queried situation
 * @param time index of the queried time of day
 * @param fresh weight of one session on the queried day
 * @param categoryRow row of the queried category, −1 when nothing is known of it, `undefined` when none is given
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
  const covariance = regressionOf(state.listed.length).covarianceOfSums(active, size);
  for (let index = 0; index < covariance.length; index += 1) {
    covariance[index] = (covariance[index] ?? 0) * noise ** 2;
  }
  return { means: meansOf(shared, own, active), covariance, shared, own };
}

/** Posterior means alone, in several situations without a category. The effects are solved once. */
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
