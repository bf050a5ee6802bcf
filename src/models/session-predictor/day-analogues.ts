import { type Activity, activityInto } from "./activity.ts";
import { levelOf, weekdayFactor } from "./level.ts";
import { ANALOGUES, COUNT_BINS, LARGEST_COUNT } from "./parameters.ts";
import { remembering } from "./remembered.ts";
import { skippedDays } from "./silence.ts";
import type { SessionPredictorState } from "./state.ts";

/** Similarity of each past day to the present, judged by the days before each. */
export interface Likeness {
  /** Index in `state.dayCounts` of the first day that is compared. */
  readonly first: number;
  /** 0–1 for `dayCounts[first]` and each later day; 0 where negligible. */
  readonly weights: Float64Array;
}

const NO_DAYS: Likeness = { first: 0, weights: new Float64Array(0) };

const rootOfThirds = Float64Array.from({ length: 3 * LARGEST_COUNT + 1 }, (_, sum) =>
  Math.sqrt(sum / 3),
);
const rootOfSevenths = Float64Array.from({ length: 7 * LARGEST_COUNT + 1 }, (_, sum) =>
  Math.sqrt(sum / 7),
);
const logOfRun = Float64Array.from({ length: ANALOGUES.keptDays + 1 }, (_, run) => Math.log1p(run));

// Shared buffer, overwritten by each call; calls are synchronous.
const scratch = new Float64Array(ANALOGUES.windowDays);
const histogram = new Float64Array(COUNT_BINS);
const weekdayWeights = new Float64Array(7);
const activity: Activity = { quick: 0, slow: 0, mixed: 0 };

/**
 * Compares the days before every past day with the latest days. Three features are compared through Gaussian kernels:
 * the mean of three days, the mean of seven days, and the number of empty days in a row. The product is multiplied by
 * an age weight.
 *
 * @param weights overwritten from index 0; at least `ANALOGUES.windowDays` long
 * @returns a view of `weights`, valid until they are overwritten
 */
function likenessOf(dayCounts: readonly number[], weights: Float64Array): Likeness {
  const now = dayCounts.length;
  if (now < ANALOGUES.minDays) return NO_DAYS;
  const first = Math.max(ANALOGUES.firstDay, now - ANALOGUES.windowDays);
  const root3 = rootOfThirds[sumBefore(dayCounts, now, 3)] ?? 0;
  const root7 = rootOfSevenths[sumBefore(dayCounts, now, 7)] ?? 0;
  const logRun = logOfRun[emptyRunBefore(dayCounts, now)] ?? 0;
  let three = sumBefore(dayCounts, first, 3);
  let seven = sumBefore(dayCounts, first, 7);
  let run = emptyRunBefore(dayCounts, first);
  for (let day = first; day < now; day++) {
    const mean7 = day < 7 ? Math.sqrt(seven / day) : (rootOfSevenths[seven] ?? 0);
    const by3 = ((rootOfThirds[three] ?? 0) - root3) / ANALOGUES.threeDayBandwidth;
    const by7 = (mean7 - root7) / ANALOGUES.sevenDayBandwidth;
    const byRun = ((logOfRun[run] ?? 0) - logRun) / ANALOGUES.emptyRunBandwidth;
    const exponent =
      -(by3 * by3 + by7 * by7 + byRun * byRun) / 2 - (now - day) * ANALOGUES.ageDecayLog;
    weights[day - first] = exponent > ANALOGUES.negligibleExponent ? Math.exp(exponent) : 0;
    const count = dayCounts[day] ?? 0;
    three += count - (dayCounts[day - 3] ?? 0);
    seven += count - (dayCounts[day - 7] ?? 0);
    run = count === 0 ? run + 1 : 0;
  }
  return { first, weights: weights.subarray(0, now - first) };
}

function sumBefore(dayCounts: readonly number[], day: number, days: number): number {
  let sum = 0;
  for (let index = Math.max(0, day - days); index < day; index++) sum += dayCounts[index] ?? 0;
  return sum;
}

function emptyRunBefore(dayCounts: readonly number[], day: number): number {
  let run = 0;
  while (run < day && dayCounts[day - 1 - run] === 0) run++;
  return run;
}

/** Likeness for a single use, as when a day is closed; valid until the next call. */
export function likenessOnce(state: SessionPredictorState): Likeness {
  return likenessOf(state.dayCounts, scratch);
}

const remembered = remembering(
  (state) => likenessOf(state.dayCounts, new Float64Array(ANALOGUES.windowDays)),
  1,
);

/** Likeness for repeated use; the result is cached for the state. */
export function likenessFor(state: SessionPredictorState): Likeness {
  return remembered(state, 0, 0);
}

/**
 * Mixes in a nearest-neighbour (analogue) forecast: the weighted histogram of the days that followed past days similar
 * to the present. Its share grows with the evidence. Nothing changes before eight days are closed, or when no past day
 * is similar.
 *
 * @param weekday 0 = Monday … 6 = Sunday, of the day forecast
 * @param ahead 0 for the day after the last closed one
 * @param mixed probabilities of 0 … 60, changed in place
 * @see Yakowitz, Nearest-neighbour methods for time series analysis (Journal of Time Series Analysis 1987)
 * @see Hall, Wolff & Yao, Methods for estimating a conditional distribution function (JASA 1999)
 */
export function mixWithAnalogues(
  state: SessionPredictorState,
  weekday: number,
  ahead: number,
  likeness: Likeness,
  mixed: Float64Array,
): void {
  const evidence = followingDaysInto(state, weekday, ahead, likeness);
  if (evidence <= 0) return;
  const share = (ANALOGUES.share * evidence) / (evidence + ANALOGUES.pseudoDays);
  for (let count = 0; count < COUNT_BINS; count++) {
    mixed[count] = (1 - share) * (mixed[count] ?? 0) + (share * (histogram[count] ?? 0)) / evidence;
  }
}

/**
 * Fills `histogram` with the counts that followed `ahead` days after each similar day.
 * @returns the sum of the weights
 */
export function followingDaysInto(
  state: SessionPredictorState,
  weekday: number,
  ahead: number,
  { first, weights }: Likeness,
  target: Float64Array = histogram,
): number {
  target.fill(0);
  const { dayCounts } = state;
  const last = weights.length - 1 - ahead;
  if (last < 0) return 0;
  weighWeekdays(state, weekday);
  // The distance from an analogue to its following day equals the distance from now to the forecast day.
  let other = weekdayBefore(weekday, weights.length + skippedDays(state));
  let evidence = 0;
  for (let index = 0; index <= last; index++) {
    const weight = (weights[index] ?? 0) * (weekdayWeights[other] ?? 0);
    other = other === 6 ? 0 : other + 1;
    if (weight === 0) continue;
    const count = dayCounts[first + index + ahead] ?? 0;
    target[count] = (target[count] ?? 0) + weight;
    evidence += weight;
  }
  return evidence;
}

function weekdayBefore(weekday: number, days: number): number {
  return (weekday + 7 - (days % 7)) % 7;
}

/** Weights of each weekday as evidence about `weekday`, by class and by similarity of the usual counts. */
function weighWeekdays(state: SessionPredictorState, weekday: number): void {
  const level = levelOf(state);
  const root = rootOfUsual(state, weekday, level);
  for (let other = 0; other < 7; other++) {
    if (other === weekday) {
      weekdayWeights[other] = 1;
    } else if (other < 5 === weekday < 5) {
      const apart = (rootOfUsual(state, other, level) - root) / ANALOGUES.weekdayBandwidth;
      weekdayWeights[other] = ANALOGUES.sameClassWeight * Math.exp(-(apart * apart) / 2);
    } else {
      weekdayWeights[other] = ANALOGUES.otherClassWeight;
    }
  }
}

/** Square root of a weekday's usual count. */
function rootOfUsual(state: SessionPredictorState, weekday: number, level: number): number {
  activityInto(state, weekday, activity);
  return Math.sqrt(activity.mixed * level * weekdayFactor(state, weekday, level));
}
