export interface AchievementProgress {
  readonly id: string;
  /** In the unit of the target; never above it. */
  readonly progress: number;
  /** null: an achievement of the web app whose target only its own code knows. */
  readonly target: number | null;
  readonly unlocked: boolean;
}

/** The recommended achievement, and how to reach it; `undefined` when all are reached. */
export interface Suggestion {
  readonly kind: "in_progress" | "start";
  readonly achievement: AchievementProgress;
}

/**
 * The achievement with the largest share of its target; those without a known target come after. When none has been
 * started, the one with the lowest target.
 */
export function suggestAchievement(all: readonly AchievementProgress[]): Suggestion | undefined {
  const open = all.filter(({ unlocked }) => !unlocked);
  const begun = open.filter(({ progress }) => progress > 0);
  const [furthest] = begun.sort((one, other) => share(other) - share(one));
  if (furthest !== undefined) return { kind: "in_progress", achievement: furthest };
  const [easiest] = open.sort((one, other) => effort(one) - effort(other));
  return easiest === undefined ? undefined : { kind: "start", achievement: easiest };
}

function share({ progress, target }: AchievementProgress): number {
  return target === null ? -1 : progress / target;
}

function effort({ target }: AchievementProgress): number {
  return target ?? Number.MAX_VALUE;
}
