import { CALIBRATION_BINS, COUNTS } from "./parameters.ts";

/** A step of the cumulative forecast narrower than this is treated as a single point. */
const POINT = 1e-6;

/**
 * Records where a day's count fell in its forecast distribution. One unit of weight is spread over the range of 0–1
 * that the count occupies (the non-randomised probability integral transform).
 *
 * @param histogram 20 aged weights over 0–1, changed in place
 * @param mixed the forecast before calibration; learning from the calibrated one would cause drift
 * @see Czado, Gneiting & Held, Predictive model assessment for count data (Biometrics 2009)
 */
export function learnCalibration(
  histogram: number[],
  mixed: ArrayLike<number>,
  count: number,
): void {
  for (let bin = 0; bin < CALIBRATION_BINS; bin++) {
    histogram[bin] = (histogram[bin] ?? 0) * COUNTS.calibrationDecay;
  }
  let below = 0;
  for (let lower = 0; lower < count; lower++) below += mixed[lower] ?? 0;
  const from = Math.min(1, below) * CALIBRATION_BINS;
  const until = Math.min(1, below + (mixed[count] ?? 0)) * CALIBRATION_BINS;
  const first = Math.min(CALIBRATION_BINS - 1, Math.floor(from));
  if (until - from < POINT) {
    histogram[first] = (histogram[first] ?? 0) + 1;
    return;
  }
  for (let bin = first; bin < CALIBRATION_BINS && bin < until; bin++) {
    const overlap = Math.min(until, bin + 1) - Math.max(from, bin);
    histogram[bin] = (histogram[bin] ?? 0) + overlap / (until - from);
  }
}

/**
 * Recalibrates a forecast by the histogram, so that for this person all twentieths of it would have been hit equally
 * often so far.
 * @param target overwritten with the calibrated probabilities; may be `mixed`
 */
export function calibrateInto(
  histogram: readonly number[],
  mixed: ArrayLike<number>,
  target: Float64Array,
): void {
  let learned = 0;
  for (let bin = 0; bin < CALIBRATION_BINS; bin++) learned += histogram[bin] ?? 0;
  const pseudoDays =
    COUNTS.calibrationPseudoDays * (1 + COUNTS.calibrationRampDays / (learned + 1));
  const pseudoPerBin = pseudoDays / CALIBRATION_BINS;
  const scale = 1 / (learned + pseudoDays);
  // The map is evaluated together with the forecast; `knot` is its value at bin / 20.
  let bin = 0;
  let knot = 0;
  let rise = ((histogram[0] ?? 0) + pseudoPerBin) * scale;
  let below = 0;
  let mappedBelow = 0;
  const last = target.length - 1;
  // After the last non-zero probability nothing is left to map.
  let end = last;
  for (; end > 0 && mixed[end - 1] === 0; end--) target[end - 1] = 0;
  for (let count = 0; count < end; count++) {
    below += mixed[count] ?? 0;
    const position = Math.min(1, below) * CALIBRATION_BINS;
    while (position > bin + 1 && bin < CALIBRATION_BINS - 1) {
      knot += rise;
      bin++;
      rise = ((histogram[bin] ?? 0) + pseudoPerBin) * scale;
    }
    const mapped = Math.min(1, knot + rise * (position - bin));
    target[count] = Math.max(0, mapped - mappedBelow);
    mappedBelow = Math.max(mappedBelow, mapped);
  }
  target[last] = Math.max(0, 1 - mappedBelow);
}
