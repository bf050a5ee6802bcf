import type { ProfileView } from "../../profiles/profile-service.ts";
import { productivityOf } from "../analysis/productivity.ts";
import { memoizePerProfile } from "../answers/memoize-per-profile.ts";
import { streakOf } from "../answers/streak.ts";
import { ACHIEVEMENTS, type AchievementMetric } from "./catalogue.ts";
import type { AchievementProgress } from "./progress.ts";

const SECONDS_PER_HOUR = 3600;

/** The person's progress with every achievement of the catalogue, from their own sessions. */
export const ownProgress = memoizePerProfile((view): readonly AchievementProgress[] => {
  const reached = measure(view);
  return ACHIEVEMENTS.map(({ id, metric, target }) => {
    const { now, ever } = reached[metric];
    return { id, target, progress: Math.min(now, target), unlocked: ever >= target };
  });
});

interface Reached {
  /** Current progress towards the next achievement. */
  readonly now: number;
  /** Highest value so far, because an achievement stays reached. */
  readonly ever: number;
}

function measure(view: ProfileView): Readonly<Record<AchievementMetric, Reached>> {
  const history = view.profile["history-aggregates"];
  const { totals, categories, presets } = productivityOf(view).value;
  const deepWork = presets.find(({ name }) => name === "deep_work")?.completed ?? 0;
  const streaks = streakOf(view);
  return {
    sessions: same(history.sessions),
    streak: { now: streaks.current, ever: streaks.longest },
    hours: same(Math.floor(totals.seconds / SECONDS_PER_HOUR)),
    deep_work: same(deepWork),
    ratings: same(totals.ratings),
    categories: same(categories.length),
  };
}

function same(count: number): Reached {
  return { now: count, ever: count };
}
