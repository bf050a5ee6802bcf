import type { EpochDay } from "../../time/calendar.ts";

/** One session of the window. */
export interface WindowSession {
  readonly day: EpochDay;
  readonly category: string;
}

/** A category with too large a share of the window. */
export interface Overload {
  readonly code: "overloaded";
  readonly category: string;
  readonly sessions: number;
  readonly total: number;
}

/** A category that occurs at least three times in a row on one day. */
export interface Run {
  readonly code: "in_a_row";
  readonly category: string;
  readonly sessions: number;
  readonly day: EpochDay;
}

export type Finding = Overload | Run;

/** Sessions per category, most frequent first; ties in the order of their first session. */
export function countCategories(
  window: readonly WindowSession[],
): { readonly category: string; readonly sessions: number }[] {
  const counts = new Map<string, number>();
  for (const { category } of window) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts]
    .map(([category, sessions]) => ({ category, sessions }))
    .sort((a, b) => b.sessions - a.sessions);
}

/** Categories above a share of the window; empty while the window holds too few sessions. */
export function findOverloads(
  window: readonly WindowSession[],
  share: number,
  minSessions: number,
): Overload[] {
  const total = window.length;
  if (total < minSessions) return [];
  return countCategories(window)
    .filter(({ sessions }) => sessions / total > share)
    .map(({ category, sessions }) => ({ code: "overloaded", category, sessions, total }));
}

/** The longest run of each category within one day, in chronological order; runs below `shortest` are left out. */
export function findRuns(window: readonly WindowSession[], shortest: number): Run[] {
  const longest = new Map<string, Run>();
  let run: Run | undefined;
  for (const { day, category } of window) {
    const goesOn = run !== undefined && run.category === category && run.day === day;
    run = { code: "in_a_row", category, day, sessions: (goesOn ? (run?.sessions ?? 0) : 0) + 1 };
    const known = longest.get(category);
    if (run.sessions >= shortest && run.sessions > (known?.sessions ?? 0)) {
      longest.set(category, run);
    }
  }
  return [...longest.values()];
}
