import { DEFAULT_PRESET } from "../../domain/session.ts";
import { bestProbabilities } from "../../stats/best-probability.ts";
import { differ } from "../../stats/differ.ts";
import { symmetricIndex } from "../../stats/packed-inverse.ts";
import type { IsoWeekday } from "../../time/calendar.ts";
import type { AskedMoment, Explanation, Factor, Model, Prediction } from "../model.ts";
import { CATEGORY, FIRST_ORDER, FIRST_TIME, FIRST_WEEKEND, LEVEL } from "./effect-prior.ts";
import { PARAMETERS } from "./parameters.ts";
import { type RecommendationReason, reasonFor } from "./reason.ts";
import { type RewardPosterior, rewardMeans, rewardPosterior } from "./reward-posterior.ts";
import { orderOf, timeOf, weekendOf } from "./situation.ts";
import { advanceState, emptyState, learnIntoState, type PresetRecommenderState } from "./state.ts";

export interface PresetQuery {
  readonly asked: AskedMoment;
  /** Weekday of the queried day; may differ from it. */
  readonly isoWeekday: IsoWeekday;
  /** Category of the planned session; `null` when not given. */
  readonly category: string | null;
  /** 1 for the first session of the day; when absent, the next session of the queried day. */
  readonly orderInDay?: number;
}

export interface PresetRecommendation {
  /** The preset with the highest expected rating. */
  readonly preset: string;
  /**
   * The preset with the second highest expected rating; `null` without any session, or when only one preset is listed.
   */
  readonly alternative: string | null;
  /** Whether the preset is the best with odds of at least three to one, and its ratings differ from those of others. */
  readonly clearWinner: boolean;
  /** Expected rating in this situation, 0–100. */
  readonly scores: Readonly<Record<string, number>>;
  /** Standard deviation of each expected rating, in points. */
  readonly scoreSds: Readonly<Record<string, number>>;
  /** Probability of each preset to have the highest expected rating; they sum to 1. */
  readonly probabilities: Readonly<Record<string, number>>;
  readonly reason: RecommendationReason;
}

/**
 * Recommends the preset with the highest expected rating. The model is a two-level Bayesian regression of ratings on
 * preset, time of day, place in the day, weekend and category. Effects are shrunk towards the person's common effects,
 * and those towards the hour's usual preset. Confidence is the probability that the recommended preset has the highest
 * expected rating.
 * @see docs/models/preset-recommender.md
 */
export const presetRecommender: Model<PresetRecommenderState, PresetQuery, PresetRecommendation> = {
  name: "preset-recommender",
  version: 4,
  empty: emptyState,
  advance: advanceState,
  learnInto: learnIntoState,
  predict,
  explain,
};

interface Situation {
  readonly fresh: number;
  readonly time: number;
  readonly order: number;
  readonly weekend: number;
  /** −1: nothing is known of the category; `undefined`: the query names no category. */
  readonly categoryRow: number | undefined;
  readonly active: readonly number[];
}

function situationOf(state: PresetRecommenderState, query: PresetQuery): Situation {
  const { asked, category } = query;
  const next = state.day === asked.day ? state.sessionsToday + 1 : 1;
  const time = timeOf(asked.wallHour);
  const order = orderOf(query.orderInDay ?? next);
  const weekend = weekendOf(query.isoWeekday);
  const active = [LEVEL, FIRST_TIME + time, FIRST_ORDER + order, FIRST_WEEKEND + weekend];
  if (category !== null) active.push(CATEGORY);
  return {
    fresh: PARAMETERS.ageing.freshWeight(state.day ?? asked.day, asked.day),
    time,
    order,
    weekend,
    categoryRow: category === null ? undefined : state.categories.names.indexOf(category),
    active,
  };
}

function perPreset(
  { listed }: PresetRecommenderState,
  value: (index: number) => number,
): Record<string, number> {
  return Object.fromEntries(listed.map(({ id }, index) => [id, value(index)]));
}

/** The id at an index of the list, which is never empty. */
function idAt({ listed }: PresetRecommenderState, index: number): string {
  return listed[index]?.id ?? DEFAULT_PRESET;
}

function limited(score: number): number {
  return Math.min(100, Math.max(0, score));
}

/** Indices of the presets, best expected rating first; ties keep the order of the list. */
function ranking({ means }: Pick<RewardPosterior, "means">): number[] {
  return means.map((_, index) => index).sort((a, b) => (means[b] ?? 0) - (means[a] ?? 0));
}

/** The preset that `predict` recommends at each hour 0–23 of a day. */
export function presetOfEachHour(
  state: PresetRecommenderState,
  query: Omit<PresetQuery, "category">,
): string[] {
  const situations = HOURS.map((wallHour) =>
    situationOf(state, { ...query, asked: { ...query.asked, wallHour }, category: null }),
  );
  const byTime = new Map(situations.map((situation) => [situation.time, situation]));
  const distinct = [...byTime.values()];
  const means = rewardMeans(state, distinct[0]?.fresh ?? 1, distinct);
  const bestAt = new Map(
    distinct.map(({ time }, index) => [time, ranking({ means: means[index] ?? [] })[0] ?? 0]),
  );
  return situations.map(({ time }) => idAt(state, bestAt.get(time) ?? 0));
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

function predict(
  state: PresetRecommenderState,
  query: PresetQuery,
): Prediction<PresetRecommendation> {
  const situation = situationOf(state, query);
  const { fresh, time, categoryRow } = situation;
  const posterior = rewardPosterior(state, situation.active, time, fresh, categoryRow);
  const shares = bestProbabilities(posterior.means, posterior.covariance);
  const [best = 0, second] = ranking(posterior);
  const preset = idAt(state, best);
  const confidence = shares[best] ?? 0;
  const enough = state.ratings >= PARAMETERS.minimumRatings;
  const alternative = state.sessions === 0 || second === undefined ? null : idAt(state, second);
  const isClear = confidence >= PARAMETERS.clearWinnerProbability;
  const clearWinner = enough && isClear && isRatedApart(state, best);
  const value: PresetRecommendation = {
    preset,
    alternative,
    clearWinner,
    scores: perPreset(state, (index) => limited(posterior.means[index] ?? 0)),
    scoreSds: perPreset(state, (index) =>
      Math.sqrt(posterior.covariance[symmetricIndex(index, index)] ?? 0),
    ),
    probabilities: perPreset(state, (index) => shares[index] ?? 0),
    reason: reasonFor(
      state,
      { preset, alternative, clearWinner, hour: query.asked.wallHour, category: query.category },
      { presetIndex: best, time, categoryRow: categoryRow ?? -1 },
      fresh,
    ),
  };
  const basis = {
    sessions: state.ratings,
    days: state.firstDay === null ? 0 : Math.max(0, query.asked.day - state.firstDay),
    method: "two_level_reward_regression",
  };
  return enough
    ? { status: "ready", value, confidence, basis }
    : {
        status: "insufficient_data",
        value,
        confidence: Math.min(confidence, 0.5),
        basis,
        have: state.ratings,
        need: PARAMETERS.minimumRatings,
      };
}

/**
 * Whether a preset has ratings and they differ from those of others. Otherwise it leads only by its number of ratings.
 */
function isRatedApart({ listed, presets }: PresetRecommenderState, best: number): boolean {
  const means = listed.flatMap((_, row) => {
    const ratings = presets.ratings[row] ?? 0;
    return ratings === 0 ? [] : [(presets.ratingHundredths[row] ?? 0) / ratings / 100];
  });
  return (presets.ratings[best] ?? 0) > 0 && differ(means);
}

/** Explains the score of the recommended preset, in points. */
function explain(state: PresetRecommenderState, query: PresetQuery): Explanation {
  const situation = situationOf(state, query);
  const { active, fresh, categoryRow } = situation;
  const posterior = rewardPosterior(state, active, situation.time, fresh, categoryRow);
  const [best = 0] = ranking(posterior);
  const preset = idAt(state, best);
  const own = posterior.own[best];
  const baseline = PARAMETERS.populationMean + (posterior.shared[LEVEL] ?? 0);
  const factors: Factor[] = [];
  const add = (part: string, contribution: number, parameters: Factor["parameters"] = {}) => {
    factors.push({ code: `recommendation.factor.${part}`, contribution, parameters });
  };
  const hour = query.asked.wallHour;
  const time = FIRST_TIME + situation.time;
  const order = FIRST_ORDER + situation.order;
  const weekend = FIRST_WEEKEND + situation.weekend;
  add("time_of_day", posterior.shared[time] ?? 0, { hour });
  add("place_in_day", posterior.shared[order] ?? 0);
  add("weekend", posterior.shared[weekend] ?? 0, { weekday: query.isoWeekday });
  add("preset", own?.[LEVEL] ?? 0, { preset });
  add("preset_at_time", own?.[time] ?? 0, { preset, hour });
  add("preset_in_place", own?.[order] ?? 0, { preset });
  add("preset_on_weekend", own?.[weekend] ?? 0, { preset, weekday: query.isoWeekday });
  if (query.category !== null) {
    const category = query.category;
    add("category", posterior.shared[CATEGORY] ?? 0, { category });
    add("preset_in_category", own?.[CATEGORY] ?? 0, { preset, category });
  }
  const sum = factors.reduce((total, { contribution }) => total + contribution, baseline);
  const total = limited(posterior.means[best] ?? 0);
  if (Math.abs(total - sum) > 1e-9) add("scale_end", total - sum);
  return { baseline, total, factors };
}
