/** A randomly drawn preset, with the probability of the draw. The log of both allows later off-policy evaluation. */
export interface ExploredPreset {
  readonly preset: string;
  /** Probability, 0–1, with which this preset was drawn. */
  readonly propensity: number;
}

/**
 * Thompson sampling: draws each preset with its posterior probability of being the best. Off by default; the service
 * makes and logs the draw.
 *
 * @param probabilities probability of each preset to be the best; they sum to 1
 * @param uniform a draw from [0, 1)
 * @see Thompson, On the likelihood that one unknown probability exceeds another, Biometrika 25 (1933)
 */
export function explorePreset(
  probabilities: Readonly<Record<string, number>>,
  uniform: number,
): ExploredPreset {
  let reached = 0;
  let drawn: ExploredPreset = { preset: "", propensity: 0 };
  for (const [preset, propensity] of Object.entries(probabilities)) {
    if (propensity <= 0) continue;
    drawn = { preset, propensity };
    reached += propensity;
    if (uniform < reached) break;
  }
  return drawn;
}
