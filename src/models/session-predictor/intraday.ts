import { addBetaBinomial, weightedLogRising } from "../../stats/beta-binomial.ts";
import { normalise, type Pmf } from "../../stats/pmf.ts";
import { MINUTES_PER_DAY } from "../../time/calendar.ts";
import { analogueShareOf } from "./analogue-share.ts";
import { COUNT_BINS, INTRADAY, LARGEST_COUNT } from "./parameters.ts";
import { cutPastDays, newPastDays, type PastDays } from "./past-days.ts";
import type { SessionPredictorState } from "./state.ts";

/** A day in progress. */
export interface DaySoFar {
  /** 0 = Monday. */
  readonly weekday: number;
  /** Only events before this minute of the day are known, 0 … 1440. */
  readonly minute: number;
  /** Sessions known by then. */
  readonly done: number;
  /** Share of a day's sessions that people on average have done by then, 0–1. */
  readonly populationShare: number;
}

/** The two components of the same-day forecast. */
export interface TodayParts {
  /** Share of today's sessions usually done by now, 0–1. */
  readonly usuallyDone: number;
  /** Forecast by rhythm: probabilities of 0 … 60, 0 below the sessions already done. Overwritten by the next call. */
  readonly byRhythm: Float64Array;
  /** Forecast by analogues, in the same form. */
  readonly byAnalogue: Float64Array;
}

// Shared buffer, overwritten by each call; calls are synchronous.
const past = newPastDays();
const likelihood = new Float64Array(COUNT_BINS);
const byRhythm = new Float64Array(COUNT_BINS);
const byAnalogue = new Float64Array(COUNT_BINS);
const logWeights = new Float64Array(INTRADAY.concentrations.length);

/**
 * Forecasts today's sessions, given the sessions so far.
 *
 * It is a mixture of two parts. One part updates the day-ahead forecast by the person's rhythm: the share of a day
 * usually done by now, and how strictly it holds. The other part uses analogues: the sessions still to come on past
 * days with a similar number of sessions at this time.
 *
 * @param dayAhead calibrated forecast of today made before it began
 * @param target overwritten with probabilities of 0 … 60; 0 below the sessions already done
 * @returns the share of today's sessions that is usually done by now, 0–1
 */
export function forecastToday(
  state: SessionPredictorState,
  day: DaySoFar,
  dayAhead: Pmf,
  target: Float64Array,
): number {
  // After the last minute of the day no further session can become known.
  if (day.minute >= MINUTES_PER_DAY) return pointAt(target, Math.min(day.done, LARGEST_COUNT), 1);
  const { usuallyDone } = partsOfToday(state, day, dayAhead);
  const analogueShare = analogueShareOf(state, usuallyDone) * trustInToday(usuallyDone);
  for (let count = 0; count < COUNT_BINS; count++) {
    target[count] =
      (1 - analogueShare) * (byRhythm[count] ?? 0) + analogueShare * (byAnalogue[count] ?? 0);
  }
  return usuallyDone;
}

/** Computes both parts before they are mixed; see `forecastToday` for the parameters. */
export function partsOfToday(
  state: SessionPredictorState,
  day: DaySoFar,
  dayAhead: Pmf,
): TodayParts {
  const done = Math.min(day.done, LARGEST_COUNT);
  cutPastDays(state, day.weekday, day.minute, past);
  const usuallyDone = shareDone(past, day.populationShare);
  updateByRhythm(past, usuallyDone, done, dayAhead);
  addAnalogues(past, done);
  return { usuallyDone, byRhythm, byAnalogue };
}

/**
 * Weight of the same-day evidence. While almost nothing is usually done, all past days are similar, and the day-ahead
 * forecast is better.
 */
export function trustInToday(share: number): number {
  return Math.min(1, (share - INTRADAY.leastShare) / INTRADAY.analogueFullShare);
}

function pointAt(target: Float64Array, done: number, share: number): number {
  target.fill(0);
  target[done] = 1;
  return share;
}

function shareDone(days: PastDays, populationShare: number): number {
  const prior = INTRADAY.priorShareSessions;
  const share = (prior * populationShare + days.sessionsBefore) / (prior + days.sessionsTotal);
  return Math.min(INTRADAY.maxShare, Math.max(INTRADAY.leastShare, share));
}

/**
 * Bayes' rule: the day-ahead forecast times the likelihood of the sessions so far, averaged over several
 * concentrations.
 */
function updateByRhythm(days: PastDays, share: number, done: number, dayAhead: Pmf): void {
  const { concentrations } = INTRADAY;
  let largest = Number.NEGATIVE_INFINITY;
  concentrations.forEach((concentration, index) => {
    const a = share * concentration;
    const logWeight =
      weightedLogRising(a, days.weightByBefore, days.maxBefore) +
      weightedLogRising(concentration - a, days.weightByAfter, days.maxAfter) -
      weightedLogRising(concentration, days.weightByTotal, days.maxTotal);
    logWeights[index] = logWeight;
    if (logWeight > largest) largest = logWeight;
  });
  likelihood.fill(0);
  concentrations.forEach((concentration, index) => {
    const weight = Math.exp((logWeights[index] ?? 0) - largest);
    const a = share * concentration;
    if (weight > 1e-9) addBetaBinomial(likelihood, done, a, concentration - a, weight);
  });
  for (let count = 0; count < COUNT_BINS; count++) {
    byRhythm[count] = count < done ? 0 : (dayAhead[count] ?? 0) * (likelihood[count] ?? 0);
  }
  if (normalise(byRhythm) === 0) pointAt(byRhythm, done, 1);
}

/**
 * Distribution of the sessions still to come on analogues, shrunk towards the rhythm's forecast when analogues are few.
 */
function addAnalogues(days: PastDays, done: number): void {
  for (let count = 0; count < COUNT_BINS; count++) {
    byAnalogue[count] = INTRADAY.analoguePseudoDays * (byRhythm[count] ?? 0);
  }
  const kernel = likenessOf(days.maxBefore, done);
  for (let index = 0; index < days.length; index++) {
    const before = days.before[index] ?? 0;
    const weight =
      (days.weight[index] ?? 0) *
      (kernel[before] ?? 0) *
      (days.sameClass[index] === 1 ? 1 : INTRADAY.analogueOtherClass);
    const count = Math.min(LARGEST_COUNT, done + (days.total[index] ?? 0) - before);
    byAnalogue[count] = (byAnalogue[count] ?? 0) + weight;
  }
  normalise(byAnalogue);
}

const likeness = new Float64Array(COUNT_BINS);

/** Similarity to today of a day with each number of sessions by now, up to `most`. */
function likenessOf(most: number, done: number): Float64Array {
  const root = Math.sqrt(done);
  for (let before = 0; before <= most; before++) {
    const distance = (Math.sqrt(before) - root) / INTRADAY.analogueBandwidth;
    const mismatch = (before === 0) === (done === 0) ? 1 : INTRADAY.analogueEmptyMismatch;
    likeness[before] = Math.exp(-0.5 * distance * distance) * mismatch;
  }
  return likeness;
}
