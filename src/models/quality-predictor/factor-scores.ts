import { at } from "../../stats/at.ts";
import { packedIndex } from "../../stats/packed-cholesky.ts";
import { findSlot } from "./category-slots.ts";
import {
  CLOCK_SCORES,
  FATIGUE_SCORES,
  PRESET_SCORES,
  REST_BANDS,
  UNKNOWN_SCORE,
} from "./conventions.ts";
import { COLUMNS } from "./features.ts";
import { QUALITY_PARAMETERS } from "./parameters.ts";
import { OTHER_PRESET, presetGroup } from "./preset-group.ts";
import type { QualityContext } from "./quality-query.ts";
import type { FactorName } from "./rating-forecast.ts";
import {
  DAY_PARTS,
  HUNDREDTHS,
  type MeanCells,
  PLACES,
  partOfDay,
  type QualityState,
  UNIT,
} from "./state.ts";

/** The score of one factor on its own. */
export interface FactorScore {
  /** Mean rating of the person's sessions that share this factor, 0–100; the conventional score without any. */
  readonly score: number;
  /** Amount of own evidence for the score, 0–1. */
  readonly confidence: number;
  /** The former service's weight, for display only; contributions come from the regression. */
  readonly weight: number;
}

/** The former service's weights; they sum to 1. */
export const FACTOR_WEIGHTS: Readonly<Record<FactorName, number>> = Object.freeze({
  hour: 0.22,
  day: 0.13,
  preset: 0.17,
  category: 0.13,
  fatigue: 0.12,
  recovery: 0.08,
  wellness: 0.15,
});

/** A mean rating and its (aged) number of ratings. */
interface Mean {
  readonly count: number;
  readonly mean: number;
}

type Score = Omit<FactorScore, "weight">;

/** Confidence of a conventional score. */
const NO_EVIDENCE = 0.1;

/** Scores the seven factors separately, as the former service's table did. */
export function scoreFactors(
  state: QualityState,
  context: QualityContext,
): Record<FactorName, FactorScore> {
  const score = (name: FactorName, { score: value, confidence }: Score): FactorScore => ({
    score: value,
    confidence,
    weight: FACTOR_WEIGHTS[name],
  });
  return {
    hour: score("hour", hourScore(state, context.hour)),
    day: score("day", dayScore(state, context.weekday)),
    preset: score("preset", presetScore(state, context.preset, context.hour)),
    category: score("category", categoryScore(state, context)),
    fatigue: score("fatigue", fatigueScore(state, context.sessionsToday)),
    recovery: score("recovery", recoveryScore(context.minutesSinceLast)),
    wellness: score("wellness", {
      score: context.wellness ?? UNKNOWN_SCORE,
      confidence: context.wellnessCertainty,
    }),
  };
}

function hourScore(state: QualityState, hour: number): Score {
  return fromMean(meanOf(state.hours, [hour]), 10) ?? conventional(at(CLOCK_SCORES, hour));
}

function dayScore(state: QualityState, weekday: number): Score {
  const column = COLUMNS.day.start + weekday - 1;
  const weight = at(state.gram, packedIndex(column, column));
  if (weight === 0) return conventional(UNKNOWN_SCORE);
  const mean = QUALITY_PARAMETERS.populationMean + at(state.moments, column) / weight / HUNDREDTHS;
  return {
    score: Math.max(0, Math.min(100, mean)),
    confidence: Math.min(1, weight / UNIT / 15),
  };
}

/** Score of a preset in an hour's part of the day. Also used for other presets, to suggest a better one. */
export function presetScore(state: QualityState, preset: string, hour: number): Score {
  const group = presetGroup(state.listed, preset);
  if (group === OTHER_PRESET) return conventional(UNKNOWN_SCORE);
  return (
    fromMean(meanOf(state.presetParts, [group * DAY_PARTS + partOfDay(hour)]), 5) ??
    fromMean(meanOf(state.presetParts, allParts(group)), 10, 0.7) ??
    conventional(PRESET_SCORES.get(preset) ?? UNKNOWN_SCORE)
  );
}

function categoryScore(state: QualityState, context: QualityContext): Score {
  const slot = context.category === null ? null : findSlot(state, context.category);
  if (slot === null) return conventional(UNKNOWN_SCORE);
  return (
    fromMean(meanOf(state.categoryParts, [slot * DAY_PARTS + partOfDay(context.hour)]), 5) ??
    fromMean(meanOf(state.categoryParts, allParts(slot)), 8, 0.7) ??
    conventional(UNKNOWN_SCORE)
  );
}

function fatigueScore(state: QualityState, sessionsToday: number): Score {
  const place = Math.min(sessionsToday, PLACES - 1);
  const own = fromMean(meanOf(state.places, [place]), 5);
  return own ?? conventional(FATIGUE_SCORES[sessionsToday] ?? 45);
}

function recoveryScore(minutes: number | null): Score {
  if (minutes === null) return conventional(75);
  const band = REST_BANDS.find(({ below }) => minutes < below);
  return { score: band?.score ?? 65, confidence: band?.confidence ?? 0.2 };
}

function conventional(score: number): Score {
  return { score, confidence: NO_EVIDENCE };
}

function fromMean({ count, mean }: Mean, full: number, most = 1): Score | undefined {
  return count === 0 ? undefined : { score: mean, confidence: Math.min(most, count / full) };
}

function allParts(group: number): number[] {
  return Array.from({ length: DAY_PARTS }, (_, part) => group * DAY_PARTS + part);
}

function meanOf(pairs: MeanCells, cells: readonly number[]): Mean {
  let count = 0;
  let sum = 0;
  for (const cell of cells) {
    count += at(pairs, 2 * cell);
    sum += at(pairs, 2 * cell + 1);
  }
  return { count, mean: count === 0 ? 0 : sum / count / HUNDREDTHS };
}
