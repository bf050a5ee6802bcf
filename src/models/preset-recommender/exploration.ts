import { PRESETS, type Preset } from "../../domain/session.ts";

/** A preset drawn by chance, with the chance it had: logged, it lets choices be judged afterwards. */
export interface ExploredPreset {
  readonly preset: Preset;
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
  probabilities: Readonly<Record<Preset, number>>,
  uniform: number,
): ExploredPreset {
  let reached = 0;
  let drawn: Preset = PRESETS[0];
  for (const preset of PRESETS) {
    if (probabilities[preset] <= 0) continue;
    drawn = preset;
    reached += probabilities[preset];
    if (uniform < reached) break;
  }
  return { preset: drawn, propensity: probabilities[drawn] };
}
