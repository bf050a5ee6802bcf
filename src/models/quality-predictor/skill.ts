import { QUALITY_PARAMETERS } from "./parameters.ts";
import type { ErrorSums } from "./state.ts";

/**
 * How much of the model's disagreement with the person's level to believe, 0–1: the share that would have
 * served best so far, started from the prior.
 */
export function blendShare(errors: ErrorSums): number {
  const { blendPrior, blendStrength } = QUALITY_PARAMETERS;
  const share = (blendPrior * blendStrength + errors.gain) / (blendStrength + errors.gap);
  return Math.max(0, Math.min(1, share));
}

/** Spread of a rating around its prediction, points, shrunk to what is usual while little is measured. */
export function ratingSpread(errors: ErrorSums): number {
  const { noiseSpread, noiseStrength } = QUALITY_PARAMETERS;
  const sum = errors.blended + noiseStrength * noiseSpread ** 2;
  return Math.sqrt(sum / (errors.count + noiseStrength));
}
