/** A preset drawn by chance, with the chance it had: logged, it lets choices be judged afterwards. */
export interface ExploredPreset {
  readonly preset: string;
  /** Probability, 0–1, with which this preset was drawn. */
  readonly propensity: number;
}

/**
 * Thompson sampling: draws each preset as often as it is the best one in truth, so far as anybody knows. Off by
 * default; the service makes and logs the draw.
 *
 * @param probabilities of being the best, adding up to 1
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
