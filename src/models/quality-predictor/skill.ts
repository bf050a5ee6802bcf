import { QUALITY_PARAMETERS } from "./parameters.ts";
import type { ErrorSums } from "./state.ts";

/**
 * Weight of the model against the person's level, 0–1: the weight with the smallest past squared error, shrunk towards
 * the prior.
 */
export function blendShare(errors: ErrorSums): number {
  const { blendPrior, blendStrength } = QUALITY_PARAMETERS;
  const share = (blendPrior * blendStrength + errors.gain) / (blendStrength + errors.gap);
  return Math.max(0, Math.min(1, share));
}

/**
 * Standard deviation of a rating around its prediction, in points, shrunk towards the prior while few errors are
 * measured.
 */
export function ratingSpread(errors: ErrorSums): number {
  const { noiseSpread, noiseStrength } = QUALITY_PARAMETERS;
  const sum = errors.blended + noiseStrength * noiseSpread ** 2;
  return Math.sqrt(sum / (errors.count + noiseStrength));
}
