import { decayOf } from "../../stats/half-life.ts";
import { normalCdf } from "../../stats/normal-distribution.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";
import { advanceQuality } from "./aging.ts";
import { takeSlot } from "./category-slots.ts";
import { completionProbability } from "./completion.ts";
import { emptyRow, fillRow } from "./features.ts";
import { QUALITY_PARAMETERS } from "./parameters.ts";
import { presetGroup } from "./preset-group.ts";
import { recordCompletion, recordRating } from "./record.ts";
import { addObservation, evaluateRow, groupEffect, solveEffects } from "./regression.ts";
import { blendShare, ratingSpread } from "./skill.ts";
import {
  DAY_PARTS,
  HUNDREDTHS,
  type MeanCells,
  PLACES,
  partOfDay,
  type QualityState,
} from "./state.ts";

const ROW = emptyRow();
const ERROR_DECAY = decayOf(QUALITY_PARAMETERS.errorHalfLife);

/** Learns one session: its outcome, and its rating when it has one. */
export function learnQuality(state: QualityState, session: LearnedSession): void {
  advanceQuality(state, session.day);
  if (state.sessions === 0) {
    state.firstDay = session.day;
    state.agedOn = session.day;
  }
  state.sessions += 1;
  const preset = presetGroup(state.listed, session.preset);
  recordCompletion(state, statedCompletion(state, session), session.completed);
  addOutcome(state.presetOutcomes, preset, session.completed);
  addOutcome(state.partOutcomes, partOfDay(session.startHour), session.completed);
  addOutcome(state.placeOutcomes, Math.min(state.today, PLACES - 1), session.completed);
  if (session.rating !== null) learnRating(state, session, session.rating, preset);
  if (session.completed) {
    state.completed += 1;
    state.today += 1;
  }
  state.lastEnd = Math.max(state.lastEnd, session.knownMinute);
}

function learnRating(
  state: QualityState,
  session: LearnedSession,
  rating: number,
  preset: number,
): void {
  const category = takeSlot(state, session.category);
  const hour = session.startHour;
  fillRow(ROW, {
    hour,
    weekday: isoWeekday(session.day),
    preset,
    category,
    sessionsBefore: state.today,
    restMinutes: state.lastEnd < 0 ? null : Math.max(0, session.startMinute - state.lastEnd),
    wellness: session.wellness ?? null,
    today: state.todayForm,
    lately: state.latelyForm,
    abandoned: !session.completed,
  });
  refreshCoefficients(state);
  // Level, form and errors describe completed sessions, so the effect of abandonment is subtracted.
  const givenUp = groupEffect(ROW, "abandoned", state.coefficients);
  const deviation = rating - QUALITY_PARAMETERS.populationMean - givenUp;
  const modelled = evaluateRow(ROW, state.coefficients) - givenUp;
  const steady = modelled - groupEffect(ROW, "form", state.coefficients);
  scoreForecast(state, session.day, modelled, deviation);
  const hundredths = Math.round(rating * HUNDREDTHS);
  addObservation(state, ROW, hundredths - QUALITY_PARAMETERS.populationMean * HUNDREDTHS);
  state.unsolved += 1;
  state.rated += 1;
  moveLevel(state, deviation);
  moveForm(state, deviation - steady);
  const part = partOfDay(hour);
  addRating(state.hours, hour, hundredths);
  addRating(state.presetParts, preset * DAY_PARTS + part, hundredths);
  addRating(state.categoryParts, category * DAY_PARTS + part, hundredths);
  addRating(state.places, Math.min(state.today, PLACES - 1), hundredths);
}

/**
 * Solves again when the sums have grown by a twentieth, and after at most 80 ratings. The coefficients used to measure
 * errors are therefore slightly older than those of a query, and the cost per session stays small.
 */
function refreshCoefficients(state: QualityState): void {
  if (state.unsolved === 0 || state.unsolved * 20 < Math.min(state.rated, 1600)) return;
  const solved = solveEffects(state, ratingSpread(state.errors) ** 2).coefficients;
  for (let column = 0; column < solved.length; column += 1) {
    state.coefficients[column] = Math.round((solved[column] ?? 0) * 1000) / 1000 + 0;
  }
  state.unsolved = 0;
}

/** Compares the forecast with the rating. */
function scoreForecast(
  state: QualityState,
  day: EpochDay,
  modelled: number,
  deviation: number,
): void {
  const { errors, level } = state;
  const gap = modelled - level;
  const share = blendShare(errors);
  const error = deviation - (level + share * gap);
  const spread = ratingSpread(errors);
  const inside = error >= -errors.lower * spread && error <= errors.upper * spread;
  recordRating(state, day, inside, Math.abs(error), Math.abs(deviation - level));
  learnBounds(state, error / spread);
  const within = 2 * normalCdf(10 / spread) - 1;
  errors.count = aged(errors.count, 1);
  errors.within = aged(errors.within, (Math.abs(error) <= 10 ? 1 : 0) - within);
  errors.level = aged(errors.level, (deviation - level) ** 2);
  errors.blended = aged(errors.blended, error * error);
  errors.gap = aged(errors.gap, gap * gap);
  errors.gain = aged(errors.gain, gap * (deviation - level));
}

/** Adds a term to an aged sum, rounded to four decimals to keep the stored state short. */
function aged(sum: number, term: number): number {
  return tenThousandths(sum * ERROR_DECAY + term);
}

function tenThousandths(value: number): number {
  return Math.round(value * 10_000) / 10_000 + 0;
}

/** Adjusts both bounds so that in the long run one rating in ten lies beyond each. */
function learnBounds(state: QualityState, standardized: number): void {
  const { errors } = state;
  const { boundStep, boundHaste, boundStart } = QUALITY_PARAMETERS;
  const step = Math.max(boundStep, boundHaste / (errors.count + boundStart));
  errors.lower = bounded(errors.lower + step * (standardized < -errors.lower ? 0.9 : -0.1));
  errors.upper = bounded(errors.upper + step * (standardized > errors.upper ? 0.9 : -0.1));
}

function bounded(spreads: number): number {
  return tenThousandths(Math.max(0.2, Math.min(3, spreads)));
}

/**
 * Updates the person's level. Its memory is long while errors cancel out, and shortens when they are biased to one side
 * (Trigg & Leach, Exponential smoothing with an adaptive response rate, 1967).
 */
function moveLevel(state: QualityState, deviation: number): void {
  const { levelGain, levelHaste, biasGain, biasTolerated, noiseSpread, meanSpread } =
    QUALITY_PARAMETERS;
  const error = deviation - state.level;
  state.levelBias = moved(state.levelBias, error, biasGain);
  state.levelError = moved(state.levelError, Math.abs(error), biasGain);
  const leaning = state.levelError === 0 ? 0 : Math.abs(state.levelBias) / state.levelError;
  state.levelCount = Math.min(state.levelCount + 1, 1 / levelGain);
  const steady = 1 / (state.levelCount + (noiseSpread / meanSpread) ** 2);
  const gain = Math.max(steady, levelHaste * (leaning - biasTolerated));
  state.level = moved(state.level, deviation, gain);
}

/** Moves today's form and the recent form towards the rating's deviation from its expectation without them. */
function moveForm(state: QualityState, surprise: number): void {
  state.todayForm = moved(state.todayForm, surprise, QUALITY_PARAMETERS.todayGain);
  state.latelyForm = moved(state.latelyForm, surprise, QUALITY_PARAMETERS.latelyGain);
}

/** Exponential smoothing: moves a value towards a target by a share of the distance. */
function moved(value: number, target: number, gain: number): number {
  return tenThousandths(value + gain * (target - value));
}

/** Completion probability that would have been forecast before the session. */
function statedCompletion(state: QualityState, session: LearnedSession): number {
  return completionProbability(state, {
    preset: session.preset,
    hour: session.startHour,
    sessionsToday: state.today,
  });
}

function addRating(cells: MeanCells, cell: number, hundredths: number): void {
  cells[2 * cell] = (cells[2 * cell] ?? 0) + 1;
  cells[2 * cell + 1] = (cells[2 * cell + 1] ?? 0) + hundredths;
}

function addOutcome(pairs: number[], group: number, completed: boolean): void {
  pairs[2 * group] = (pairs[2 * group] ?? 0) + 1;
  if (completed) pairs[2 * group + 1] = (pairs[2 * group + 1] ?? 0) + 1;
}
