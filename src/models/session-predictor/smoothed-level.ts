import { usedBins } from "./count-history.ts";
import { COUNT_BINS, LARGEST_COUNT, SMOOTHED } from "./parameters.ts";
import type { SessionPredictorState } from "./state.ts";

/** Count of a weekday expected by exponential smoothing, 0–60: the level plus the weekday's offset. */
function expectedOf({ smoothedLevel, smoothedOffsets }: SessionPredictorState, weekday: number) {
  return Math.min(LARGEST_COUNT, Math.max(0, smoothedLevel + (smoothedOffsets[weekday] ?? 0)));
}

/**
 * Mixes in the exponential-smoothing forecast with the distribution of its past residuals. Its share grows from 0 on
 * the first day to a tenth in the long run. Until there are seven residuals, the parametric part is used instead.
 *
 * @param parametric probabilities of 0 … 60
 * @param mixed probabilities of 0 … 60, changed in place
 * @see Hyndman & Athanasopoulos, Forecasting: Principles and Practice (3rd edition), chapter 8
 */
export function mixWithSmoothed(
  state: SessionPredictorState,
  weekday: number,
  parametric: ArrayLike<number>,
  mixed: Float64Array,
): void {
  const { spellDays, smoothedResiduals } = state;
  const share = (SMOOTHED.share * spellDays) / (spellDays + SMOOTHED.halfShareDays);
  if (share === 0) return;
  const bins = usedBins(smoothedResiduals, 0, smoothedResiduals.length);
  let total = 0;
  for (let bin = 0; bin < bins; bin++) total += smoothedResiduals[bin] ?? 0;
  const known = total >= SMOOTHED.minResiduals;
  for (let count = 0; count < COUNT_BINS; count++) {
    const fallback = known ? 0 : share * (parametric[count] ?? 0);
    mixed[count] = (1 - share) * (mixed[count] ?? 0) + fallback;
  }
  if (!known) return;
  const expected = expectedOf(state, weekday);
  const whole = Math.floor(expected);
  const above = expected - whole;
  const scale = share / total;
  for (let bin = 0; bin < bins; bin++) {
    const weight = scale * (smoothedResiduals[bin] ?? 0);
    if (weight === 0) continue;
    const lower = clipped(whole + bin - LARGEST_COUNT);
    const upper = clipped(whole + bin - LARGEST_COUNT + 1);
    mixed[lower] = (mixed[lower] ?? 0) + weight * (1 - above);
    mixed[upper] = (mixed[upper] ?? 0) + weight * above;
  }
}

/** Learns a closed day's count. `state.spellDays` is the number of days closed before it. */
export function learnSmoothed(state: SessionPredictorState, weekday: number, count: number): void {
  const { spellDays, smoothedOffsets, smoothedSeen } = state;
  const offset = smoothedOffsets[weekday] ?? 0;
  if (spellDays >= SMOOTHED.residualsFromDays) learnResidual(state, weekday, count);
  const error = count - state.smoothedLevel - offset;
  const seen = smoothedSeen[weekday] ?? 0;
  state.smoothedLevel += Math.max(SMOOTHED.levelRate, 1 / (spellDays + 2)) * error;
  smoothedOffsets[weekday] = offset + Math.max(SMOOTHED.offsetRate, 0.5 / (seen + 2)) * error;
  smoothedSeen[weekday] = seen + 1;
}

/** Ages the residuals and adds this day's, divided between the two nearest whole numbers. */
function learnResidual(state: SessionPredictorState, weekday: number, count: number): void {
  const { smoothedResiduals } = state;
  const used = usedBins(smoothedResiduals, 0, smoothedResiduals.length);
  for (let bin = 0; bin < used; bin++) {
    smoothedResiduals[bin] = (smoothedResiduals[bin] ?? 0) * SMOOTHED.residualDecay;
  }
  const expected = expectedOf(state, weekday);
  const whole = Math.floor(expected);
  const above = expected - whole;
  const bin = count - whole + LARGEST_COUNT;
  smoothedResiduals[bin] = (smoothedResiduals[bin] ?? 0) + 1 - above;
  if (above > 0) smoothedResiduals[bin - 1] = (smoothedResiduals[bin - 1] ?? 0) + above;
}

function clipped(count: number): number {
  return Math.min(LARGEST_COUNT, Math.max(0, count));
}
