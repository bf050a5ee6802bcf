import { BUILT_IN_PRESETS, type PresetTimes } from "../../domain/preset.ts";
import { packedLength } from "../../stats/packed-cholesky.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { COLUMNS, widthFor } from "./features.ts";
import { presetGroups } from "./preset-group.ts";

/** One session's weight in the sums; a power of two, so that several halvings stay whole. */
export const UNIT = 4;

/** Ratings are summed in hundredths of a point, whole numbers. */
export const HUNDREDTHS = 100;

/** Pairs [ratings, sum of ratings in hundredths], one pair per cell. */
export type MeanCells = number[];

export interface QualityState {
  /** Ids of the presets that are told apart; all others are one group. */
  listed: readonly string[];
  /** The latest day seen; null before the first. */
  day: EpochDay | null;
  /** The day of the first session. */
  firstDay: EpochDay;
  /** Weights were last halved here. */
  agedOn: EpochDay;
  /** Sessions learned, and those of them that were completed, and rated. */
  sessions: number;
  completed: number;
  rated: number;
  /** Completed sessions of `day`, and the minute its last session ended (-1: none). */
  today: number;
  lastEnd: number;
  /** Categories with a column of their own, and how firmly each holds it. */
  categories: string[];
  holds: number[];
  /** Σ weight · x · xᵀ, packed, and Σ weight · x · (rating − population mean), hundredths. */
  gram: number[];
  moments: number[];
  /** Coefficients as solved when a day's first rating arrived, and the ratings since. */
  coefficients: number[];
  unsolved: number;
  /** The person's level, points above the population's mean, and how many ratings it rests on. */
  level: number;
  levelCount: number;
  /** Smoothed error of the level, and smoothed size of that error: near each other when it lags behind. */
  levelBias: number;
  levelError: number;
  /** How far the ratings of the day, and the last ratings, went above what clock, preset and so on let expect. */
  todayForm: number;
  latelyForm: number;
  /** One-step-ahead errors, aged: see `ErrorSums`. */
  errors: ErrorSums;
  /** For the factor scores: ratings by hour, by preset and by category in each part of the day, by place in it. */
  hours: MeanCells;
  presetParts: MeanCells;
  categoryParts: MeanCells;
  places: MeanCells;
  /** Pairs [sessions, completed] by preset, by three-hour part of the day, by place in the day. */
  presetOutcomes: number[];
  partOutcomes: number[];
  placeOutcomes: number[];
  /** The last 90 days with ratings, see `recordedRatings`. */
  ratingRecord: number[];
  /** Per band of stated probability of completion: aged sessions, aged sum of what was stated, aged completions. */
  completionRecord: number[];
}

/** Sums over past ratings, each predicted before it was learned; recent ones weigh more. */
export interface ErrorSums {
  /** Σ weight. */
  count: number;
  /** Σ (rating − level)². */
  level: number;
  /** Σ (rating − prediction)². */
  blended: number;
  /** Σ (model − level)², Σ (model − level)(rating − level). */
  gap: number;
  gain: number;
  /** Σ 1{|rating − prediction| ≤ 10} − probability given for it. */
  within: number;
  /** How many spreads below and above the prediction hold a rating with probability 0.9 each. */
  lower: number;
  upper: number;
}

export const CATEGORY_COLUMNS = COLUMNS.category.end - COLUMNS.category.start;
export const PLACES = 8;
/** Three hours each: fewer cells fill faster, and a preset's rating changes little within them. */
export const DAY_PARTS = 8;

/** Index of the three-hour part of the day that an hour lies in. */
export function partOfDay(hour: number): number {
  return Math.floor((hour * DAY_PARTS) / 24);
}

/** Lower ends of the bands of a stated probability of completion, 0–1. */
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
