import type { WellnessMetrics } from "../../schemas/wellness.ts";

/** The web app's weights, so that both programs show the same number for a complete check-in. */
const WEIGHTS: Readonly<Record<keyof WellnessMetrics, number>> = {
  sleepQuality: 0.2,
  energyLevel: 0.2,
  mood: 0.15,
  stressLevel: 0.15,
  motivation: 0.15,
  focusAbility: 0.15,
};

/**
 * Weighted mean of the answers that were given, 0–100 with one decimal; stress counts as 100 − stress. Weights of
 * missing answers are distributed among the given ones; `null` when there are none.
 *
 * @example overallWellness({ ...none, mood: 80, stressLevel: 40 }) // => 70
 */
export function overallWellness(metrics: WellnessMetrics): number | null {
  const answers: readonly (readonly [number | null, number])[] = [
    [metrics.sleepQuality, WEIGHTS.sleepQuality],
    [metrics.energyLevel, WEIGHTS.energyLevel],
    [metrics.mood, WEIGHTS.mood],
    [metrics.stressLevel === null ? null : 100 - metrics.stressLevel, WEIGHTS.stressLevel],
    [metrics.motivation, WEIGHTS.motivation],
    [metrics.focusAbility, WEIGHTS.focusAbility],
  ];
  let sum = 0;
  let weights = 0;
  for (const [answer, weight] of answers) {
    if (answer === null) continue;
    sum += answer * weight;
    weights += weight;
  }
  return weights === 0 ? null : Math.round((sum / weights) * 10) / 10;
}
