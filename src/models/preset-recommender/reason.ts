import { customaryPreset } from "../../domain/preset.ts";
import { PARAMETERS } from "./parameters.ts";
import { TIMES } from "./situation.ts";
import { categoryCells, type PresetRecommenderState } from "./state.ts";

/** Reason for a recommendation: a key of the message catalogue and the values of its placeholders. */
export interface RecommendationReason {
  readonly code:
    | "recommendation.reason.usual_for_time"
    | "recommendation.reason.familiar"
    | "recommendation.reason.no_clear_winner"
    | "recommendation.reason.untried"
    | "recommendation.reason.category"
    | "recommendation.reason.time_of_day"
    | "recommendation.reason.overall";
  readonly parameters: Readonly<Record<string, string | number>>;
}

export interface ReasonRequest {
  readonly preset: string;
  readonly alternative: string | null;
  readonly clearWinner: boolean;
  readonly hour: number;
  readonly category: string | null;
}

/** Means in the text are of recent (aged) ratings, in whole points. */
export function reasonFor(
  state: PresetRecommenderState,
  request: ReasonRequest,
  place: { readonly presetIndex: number; readonly time: number; readonly categoryRow: number },
  fresh: number,
): RecommendationReason {
  const { preset, alternative, category } = request;
  if (state.ratings < PARAMETERS.minimumRatings) return withoutRatings(state, request, place);
  if (!isRated(state, preset)) {
    return { code: "recommendation.reason.untried", parameters: { preset } };
  }
  if (!request.clearWinner && alternative !== null && isRated(state, alternative)) {
    return { code: "recommendation.reason.no_clear_winner", parameters: { preset, alternative } };
  }
  const { ratedWeight, ratedTenths } = state.categories;
  if (category !== null && place.categoryRow >= 0) {
    const first = place.categoryRow * categoryCells(state) + place.presetIndex * TIMES.length;
    const mean = meanOf(ratedWeight, ratedTenths, first, TIMES.length, fresh);
    if (mean !== undefined) {
      return { code: "recommendation.reason.category", parameters: { preset, category, mean } };
    }
  }
  const time = TIMES[place.time] ?? TIMES[0];
  const hours = time.to - time.from + 1;
  const first = place.presetIndex * 24 + time.from;
  const mean = meanOf(state.hourWeight, state.hourTenths, first, hours, fresh);
  if (mean !== undefined) {
    return {
      code: "recommendation.reason.time_of_day",
      parameters: { preset, fromHour: time.from, toHour: time.to + 1, mean },
    };
  }
  const overall = meanOf(state.hourWeight, state.hourTenths, place.presetIndex * 24, 24, fresh);
  return overall === undefined
    ? { code: "recommendation.reason.familiar", parameters: { preset } }
    : { code: "recommendation.reason.overall", parameters: { preset, mean: overall } };
}

/** Reason while ratings are not informative: the person's usual preset, or the customary one if there is none yet. */
function withoutRatings(
  state: PresetRecommenderState,
  { preset, hour }: ReasonRequest,
  { presetIndex }: { readonly presetIndex: number },
): RecommendationReason {
  const isUsed = (index: number) => (state.presets.sessions[index] ?? 0) > 0;
  const isCustomary = customaryPreset(state.listed, hour) === presetIndex;
  if (isUsed(presetIndex) && !isCustomary) {
    return { code: "recommendation.reason.familiar", parameters: { preset } };
  }
  if (!isUsed(presetIndex) && state.listed.some((_, index) => isUsed(index))) {
    return { code: "recommendation.reason.untried", parameters: { preset } };
  }
  return { code: "recommendation.reason.usual_for_time", parameters: { preset, hour } };
}

/** Whether the person has ever rated a session with a preset. Without ratings, nothing is said about its quality. */
function isRated({ presets }: PresetRecommenderState, preset: string): boolean {
  return (presets.ratings[presets.names.indexOf(preset)] ?? 0) > 0;
}

/** Mean of a range of cells; `undefined` when it has too few ratings to be named. */
function meanOf(
  weights: readonly number[],
  tenths: readonly number[],
  first: number,
  length: number,
  fresh: number,
): number | undefined {
  let weight = 0;
  let sum = 0;
  for (let cell = first; cell < first + length; cell += 1) {
    weight += weights[cell] ?? 0;
    sum += tenths[cell] ?? 0;
  }
  if (weight / fresh < PARAMETERS.minimumBestWeight) return undefined;
  return Math.round(sum / weight / 10);
}
