import { BUILT_IN_PRESETS, type PresetTimes } from "../../domain/preset.ts";
import { packedLength } from "../../stats/packed-cholesky.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { COLUMNS, widthFor } from "./features.ts";
import { presetGroups } from "./preset-group.ts";

/** Weight of one session in the sums: a power of two, so that sums stay whole after several halvings. */
export const UNIT = 4;

/** Ratings are summed in whole hundredths of a point. */
export const HUNDREDTHS = 100;

/** Pairs [ratings, sum of ratings in hundredths], one pair per cell. */
export type MeanCells = number[];

export interface QualityState {
  /** Ids of the presets with groups of their own; all others share one group. */
  listed: readonly string[];
  /** The latest day learned; null before the first. */
  day: EpochDay | null;
  /** The day of the first session. */
  firstDay: EpochDay;
  /** Day on which weights were last halved. */
  agedOn: EpochDay;
  /** Number of sessions learned. */
  sessions: number;
  /** Number of them that were completed. */
  completed: number;
  /** Number of them that were rated. */
  rated: number;
  /** Completed sessions of `day`. */
  today: number;
  /** Minute at which the last session of `day` ended; −1 without one. */
  lastEnd: number;
  /** Categories with a column of their own. */
  categories: string[];
  /** Misra–Gries counter of each of these categories. */
  holds: number[];
  /** Gram matrix Σ weight · x · xᵀ, packed. */
  gram: number[];
  /** Σ weight · x · (rating − population mean), in hundredths of a point. */
  moments: number[];
  /** Coefficients of the last solution. */
  coefficients: number[];
  /** Number of ratings since the last solution. */
  unsolved: number;
  /** The person's level, in points above the population mean. */
  level: number;
  /** Number of ratings behind the level, at most its memory. */
  levelCount: number;
  /** Smoothed signed error of the level. */
  levelBias: number;
  /** Smoothed absolute error of the level. It is close to |`levelBias`| when the level lags behind. */
  levelError: number;
  /** Smoothed deviation of today's ratings from the expectation without form. */
  todayForm: number;
  /** Smoothed deviation of the latest ratings from the expectation without form. */
  latelyForm: number;
  /** Aged one-step-ahead errors, see `ErrorSums`. */
  errors: ErrorSums;
  /** Ratings by hour, for the factor scores. */
  hours: MeanCells;
  /** Ratings by preset and part of the day. */
  presetParts: MeanCells;
  /** Ratings by category and part of the day. */
  categoryParts: MeanCells;
  /** Ratings by place in the day. */
  places: MeanCells;
  /** Pairs [sessions, completed] by preset. */
  presetOutcomes: number[];
  /** Pairs [sessions, completed] by three-hour part of the day. */
  partOutcomes: number[];
  /** Pairs [sessions, completed] by place in the day. */
  placeOutcomes: number[];
  /** The last 90 days with ratings, see `recordedRatings`. */
  ratingRecord: number[];
  /** Per band of forecast completion probability: aged sessions, aged sum of the probabilities, aged completions. */
  completionRecord: number[];
}

/** Aged sums over past ratings, each predicted before it was learned. */
export interface ErrorSums {
  /** Σ weight. */
  count: number;
  /** Σ (rating − level)². */
  level: number;
  /** Σ (rating − prediction)². */
  blended: number;
  /** Σ (model − level)². */
  gap: number;
  /** Σ (model − level)(rating − level). */
  gain: number;
  /** Σ 1{|rating − prediction| ≤ 10} − forecast probability of it. */
  within: number;
  /**
   * Distance of the lower bound from the prediction, in standard deviations; a rating is above it with probability 0.9.
   */
  lower: number;
  /**
   * Distance of the upper bound from the prediction, in standard deviations; a rating is below it with probability 0.9.
   */
  upper: number;
}

export const CATEGORY_COLUMNS = COLUMNS.category.end - COLUMNS.category.start;
/** Places in the day with cells of their own; later sessions share the last one. */
export const PLACES = 8;
/** Three hours each. Fewer cells collect ratings faster, and a preset's rating changes little within three hours. */
export const DAY_PARTS = 8;

/** Index of the three-hour part of the day that contains an hour. */
export function partOfDay(hour: number): number {
  return Math.floor((hour * DAY_PARTS) / 24);
}

/** Lower limits of the bands of a forecast completion probability, 0–1. */
export const COMPLETION_BANDS = [0, 0.6, 0.75, 0.85, 0.92] as const;

export function emptyQualityState(
  presets: readonly PresetTimes[] = BUILT_IN_PRESETS,
): QualityState {
  const listed = presets.map(({ id }) => id);
  const groups = presetGroups(listed);
  const width = widthFor(groups);
  return {
    listed,
    day: null,
    firstDay: 0,
    agedOn: 0,
    sessions: 0,
    completed: 0,
    rated: 0,
    today: 0,
    lastEnd: -1,
    categories: [],
    holds: [],
    gram: zeros(packedLength(width)),
    moments: zeros(width),
    coefficients: zeros(width),
    unsolved: 0,
    level: 0,
    levelCount: 0,
    levelBias: 0,
    levelError: 0,
    todayForm: 0,
    latelyForm: 0,
    errors: {
      count: 0,
      level: 0,
      blended: 0,
      gap: 0,
      gain: 0,
      within: 0,
      lower: 1.28,
      upper: 1.28,
    },
    hours: zeros(24 * 2),
    presetParts: zeros(groups * DAY_PARTS * 2),
    categoryParts: zeros(CATEGORY_COLUMNS * DAY_PARTS * 2),
    places: zeros(PLACES * 2),
    presetOutcomes: zeros(groups * 2),
    partOutcomes: zeros(DAY_PARTS * 2),
    placeOutcomes: zeros(PLACES * 2),
    ratingRecord: [],
    completionRecord: zeros(COMPLETION_BANDS.length * 3),
  };
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}
