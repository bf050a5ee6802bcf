import { PRESETS } from "../../domain/session.ts";

/**
 * Scores that the former service showed before it knew anything about the person. They are conventions without a
 * source. They are shown with a confidence of 0.1 and do not influence predictions.
 */

/** Score shown when nothing is known of a factor. */
export const UNKNOWN_SCORE = 70;

/** By hour of the day. */
export const CLOCK_SCORES: readonly number[] = Array.from({ length: 24 }, (_, hour) => {
  if (hour < 6) return 50;
  if (hour < 8) return 65;
  if (hour < 12) return 80;
  if (hour < 14) return 65;
  if (hour < 18) return 75;
  return hour < 21 ? 70 : 55;
});

/** For the built-in presets. */
export const PRESET_SCORES: ReadonlyMap<string, number> = new Map(
  [75, 70, 65, 72].map((score, index) => [PRESETS[index] ?? "", score]),
);

/** By number of completed sessions earlier that day; 45 for more. */
export const FATIGUE_SCORES: readonly number[] = [75, 80, 78, 72, 68, 62, 55, 50];

/** By minutes of rest. The upper limit of a band is exclusive; the extra half minute makes "up to 30" include 30. */
export const REST_BANDS = [
  { below: 5, score: 55, confidence: 0.5 },
  { below: 15, score: 68, confidence: 0.5 },
  { below: 30.5, score: 82, confidence: 0.6 },
  { below: 60.5, score: 80, confidence: 0.5 },
  { below: 120.5, score: 75, confidence: 0.4 },
  { below: 240.5, score: 70, confidence: 0.3 },
] as const;
