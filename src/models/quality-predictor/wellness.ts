/** Answers of a check-in, each 0–100; null when not given. */
export interface WellnessAnswer {
  readonly sleepQuality: number | null;
  readonly energyLevel: number | null;
  readonly mood: number | null;
  /** High is bad. */
  readonly stressLevel: number | null;
  readonly motivation: number | null;
  readonly focusAbility: number | null;
  /** Overall wellness, when it was computed or asked elsewhere. */
  readonly overallWellness: number | null;
}

/** The web app's weights. The weight of a missing answer is distributed among the others. */
const WEIGHTS = [
  ["sleepQuality", 0.2],
  ["energyLevel", 0.2],
  ["mood", 0.15],
  ["stressLevel", 0.15],
  ["motivation", 0.15],
  ["focusAbility", 0.15],
] as const;

/** Certainty of a complete check-in; below 1 because it describes one moment of a day. */
const MAX_CERTAIN = 0.8;

/**
 * Overall wellness of a check-in, 0–100, and the share of it that was answered. Answers outside 0–100 are clamped. A
 * value that is not a number counts as missing.
 */
export function overallWellness(answer: WellnessAnswer | null): {
  readonly overall: number | null;
  readonly certainty: number;
} {
  if (answer === null) return { overall: null, certainty: 0.1 };
  const whole = inRange(answer.overallWellness);
  if (whole !== null) return { overall: whole, certainty: MAX_CERTAIN };
  let sum = 0;
  let weights = 0;
  let given = 0;
  for (const [name, weight] of WEIGHTS) {
    const value = inRange(answer[name]);
    if (value === null) continue;
    sum += weight * (name === "stressLevel" ? 100 - value : value);
    weights += weight;
    given += 1;
  }
  if (given === 0) return { overall: null, certainty: 0.1 };
  return {
    overall: sum / weights,
    certainty: Math.min(MAX_CERTAIN, 0.3 + (given / WEIGHTS.length) * 0.5),
  };
}

function inRange(value: number | null): number | null {
  if (value === null || Number.isNaN(value)) return null;
  return Math.max(0, Math.min(100, value));
}
