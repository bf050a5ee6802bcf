/** Quantity that an achievement counts. */
export type AchievementMetric =
  | "sessions"
  | "streak"
  | "hours"
  | "deep_work"
  | "ratings"
  | "categories";

export interface Achievement {
  readonly id: string;
  readonly metric: AchievementMetric;
  readonly target: number;
}

/**
 * Achievements with names and targets known to this service; texts are under `achievement.<id>`. The web app's database
 * contains only ids and progress; names and targets are in its code.
 */
export const ACHIEVEMENTS = [
  { id: "first_session", metric: "sessions", target: 1 },
  { id: "streak_3", metric: "streak", target: 3 },
  { id: "sessions_10", metric: "sessions", target: 10 },
  { id: "categories_5", metric: "categories", target: 5 },
  { id: "hours_10", metric: "hours", target: 10 },
  { id: "streak_7", metric: "streak", target: 7 },
  { id: "deep_work_25", metric: "deep_work", target: 25 },
  { id: "sessions_50", metric: "sessions", target: 50 },
  { id: "ratings_50", metric: "ratings", target: 50 },
  { id: "hours_50", metric: "hours", target: 50 },
  { id: "sessions_100", metric: "sessions", target: 100 },
  { id: "streak_30", metric: "streak", target: 30 },
  { id: "hours_100", metric: "hours", target: 100 },
  { id: "deep_work_100", metric: "deep_work", target: 100 },
  { id: "sessions_500", metric: "sessions", target: 500 },
  { id: "hours_500", metric: "hours", target: 500 },
  { id: "streak_100", metric: "streak", target: 100 },
  { id: "sessions_1000", metric: "sessions", target: 1000 },
] as const satisfies readonly Achievement[];

export function findAchievement(id: string): (typeof ACHIEVEMENTS)[number] | undefined {
  return ACHIEVEMENTS.find((achievement) => achievement.id === id);
}
