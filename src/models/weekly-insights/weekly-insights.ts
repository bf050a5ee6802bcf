import { at } from "../../stats/at.ts";
import { clusteredMean } from "../../stats/clustered-mean.ts";
import { differ } from "../../stats/differ.ts";
import { normalCdf } from "../../stats/normal-distribution.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { AskedMoment, Basis, Model } from "../model.ts";
import {
  advanceWeekly,
  emptyWeekly,
  learnWeekly,
  mondayOf,
  type WeekDays,
  type WeekDetail,
  type WeeklyState,
} from "./state.ts";

export interface WeeklyQuery {
  readonly asked: AskedMoment;
  /** Any day of the queried week, which begins on Monday. */
  readonly week: EpochDay;
}

export interface WeeklyInsights {
  readonly monday: EpochDay;
  /** Completed sessions of the week so far. */
  readonly sessions: number;
  readonly rated: number;
  /** Category with the highest mean among those with at least three ratings in the week. */
  readonly bestCategory: string | null;
  readonly bestCategoryRating: number | null;
  /** Probability that its sessions really are rated above the week's others; null without a best category. */
  readonly bestCategoryCertainty: number | null;
  /** Hour with the highest mean among those with at least three ratings in the week, 0–23. */
  readonly bestHour: number | null;
  /** The same of that hour's sessions. */
  readonly bestHourCertainty: number | null;
  /**
   * Change of the mean rating relative to the same weekdays of the week before, in percent; null when either has too
   * few ratings.
   */
  readonly changePercent: number | null;
  /** The change in points; null when `changePercent` is. */
  readonly changePoints: number | null;
  /** Probability that the direction of the change is real; null when `changePercent` is. */
  readonly changeCertainty: number | null;
  /** Number of weekdays compared, from Monday on. */
  readonly comparedDays: number;
}

export const WEEKLY_PARAMETERS = Object.freeze({
  /** Ratings that a category, an hour or part of a week needs for a mean. */
  minRatings: 3,
  /** Standard deviation of single ratings in points; used for the certainty of a change. */
  noise: 15,
  /** Prior standard deviation of the true change from one week to the next, in points; most changes are small. */
  changeSpread: 8,
});

const METHOD = "week-against-week";

/** Compares the week with the same days of the week before. See docs/models/weekly-insights.md. */
export const weeklyInsights: Model<WeeklyState, WeeklyQuery, WeeklyInsights> = {
  name: "weekly-insights",
  version: 3,
  empty: emptyWeekly,
  advance: advanceWeekly,
  learnInto: learnWeekly,

  /**
   * The state may contain at most the week after the queried one. For an older week, query the state as it was when
   * that week ended.
   */
  predict(state, query) {
    const value = describeWeek(state, query);
    const basis: Basis = {
      sessions: value.sessions,
      days: Math.max(0, query.asked.day - (state.firstDay ?? query.asked.day)),
      method: METHOD,
    };
    const confidence = value.changeCertainty ?? 0;
    if (value.rated >= WEEKLY_PARAMETERS.minRatings) {
      return { status: "ready", value, confidence, basis };
    }
    return {
      status: "insufficient_data",
      value,
      confidence,
      basis,
      have: value.rated,
      need: WEEKLY_PARAMETERS.minRatings,
    };
  },

  /** The explained number is the change in percent; the baseline is 0. */
  explain(state, query) {
    const { changePercent, comparedDays, rated } = describeWeek(state, query);
    const total = changePercent ?? 0;
    return {
      baseline: 0,
      total,
      factors: [
        {
          code: "week.change",
          contribution: total,
          parameters: { days: comparedDays, ratings: rated },
        },
      ],
    };
  },
};

function describeWeek(state: WeeklyState, query: WeeklyQuery): WeeklyInsights {
  const monday = mondayOf(query.week);
  const back = (mondayOf(state.day ?? query.asked.day) - monday) / 7;
  const week = back < 0 ? undefined : state.weeks[back];
  const detail = back < 0 ? undefined : state.details[back];
  const before = back < 0 ? undefined : state.weeks[back + 1];
  const comparedDays = Math.max(0, Math.min(7, query.asked.day - monday + 1));
  const best = detail === undefined ? undefined : bestCategory(detail);
  const hour = detail === undefined ? undefined : bestHour(detail);
  return {
    monday,
    sessions: total(week?.sessions ?? []),
    rated: total(week?.rated ?? []),
    bestCategory: best?.name ?? null,
    bestCategoryRating: best?.mean ?? null,
    bestCategoryCertainty: best?.certainty ?? null,
    bestHour: hour?.hour ?? null,
    bestHourCertainty: hour?.certainty ?? null,
    ...change(week, before, comparedDays),
    comparedDays,
  };
}

function bestCategory(week: WeekDetail) {
  return highest(
    week.categories.map((name, row) => ({
      name,
      ...meanOf(at(week.rated, row), at(week.hundredths, row)),
    })),
  );
}

function bestHour(week: WeekDetail) {
  return highest(
    Array.from({ length: 24 }, (_, hour) => ({
      hour,
      ...meanOf(at(week.hourRated, hour), at(week.hourHundredths, hour)),
    })),
  );
}

interface RatedRow {
  readonly rated: number;
  /** 0 without ratings. */
  readonly mean: number;
}

function meanOf(rated: number, hundredths: number): RatedRow {
  return { rated, mean: rated === 0 ? 0 : hundredths / rated / 100 };
}

/**
 * The row with the highest mean among those with enough ratings, the first one on a tie; `undefined` when all rows are
 * rated alike.
 */
function highest<Row extends RatedRow>(
  rows: readonly Row[],
): (Row & { readonly certainty: number }) | undefined {
  const known = rows.filter(({ rated }) => rated > 0);
  if (!differ(known.map(({ mean }) => mean))) return undefined;
  const candidates = known.filter(({ rated }) => rated >= WEEKLY_PARAMETERS.minRatings);
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  const best = others.reduce((high, row) => (row.mean > high.mean ? row : high), first);
  return { ...best, certainty: leadCertainty(best, known, candidates.length) };
}

/** Probability that the best row is truly above the mean of all other ratings, corrected for choosing the best. */
function leadCertainty(best: RatedRow, rows: readonly RatedRow[], candidates: number): number {
  const others = rows.filter((row) => row !== best);
  const rated = total(others.map((row) => row.rated));
  const mean = total(others.map((row) => row.rated * row.mean)) / rated;
  const variance = WEEKLY_PARAMETERS.noise ** 2 * (1 / best.rated + 1 / rated);
  if (best.mean <= mean) return 0;
  // Bonferroni correction: with more candidates, one of them leads by chance more easily.
  return Math.max(0, 1 - candidates * (1 - certaintyOf(best.mean - mean, variance)));
}

/** Compares the first `days` days of both weeks, so that an unfinished week is compared with an equal part. */
function change(
  week: WeekDays | undefined,
  before: WeekDays | undefined,
  days: number,
): Pick<WeeklyInsights, "changePercent" | "changePoints" | "changeCertainty"> {
  const now = partMean(week, days);
  const then = partMean(before, days);
  if (now === undefined || then === undefined || then.mean === 0) {
    return { changePercent: null, changePoints: null, changeCertainty: null };
  }
  const difference = now.mean - then.mean;
  return {
    changePercent: (100 * difference) / then.mean,
    changePoints: difference,
    changeCertainty: certaintyOf(difference, now.variance + then.variance),
  };
}

/** Posterior probability of the change's sign, with a normal prior around 0 for true changes. */
function certaintyOf(difference: number, variance: number): number {
  const { changeSpread } = WEEKLY_PARAMETERS;
  const shrunk = changeSpread / Math.sqrt(changeSpread ** 2 + variance);
  return normalCdf((Math.abs(difference) / Math.sqrt(variance)) * shrunk);
}

function partMean(
  week: WeekDays | undefined,
  days: number,
): { readonly mean: number; readonly variance: number } | undefined {
  if (week === undefined) return undefined;
  const { minRatings, noise } = WEEKLY_PARAMETERS;
  const counts = week.rated.slice(0, days);
  const sums = week.hundredths.slice(0, days).map((hundredths) => hundredths / 100);
  const rated = total(counts);
  if (rated < minRatings) return undefined;
  const mean = total(sums) / rated;
  // One day alone shows nothing about the variation between days, so its ratings are treated as independent.
  return clusteredMean(counts, sums, noise ** 2) ?? { mean, variance: noise ** 2 / rated };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
