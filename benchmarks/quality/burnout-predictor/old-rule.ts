import type { LearnedSession } from "../../../src/models/model.ts";
import { type EpochDay, isoWeekday } from "../../../src/time/calendar.ts";

/**
 * The predecessor's burnout score on the sessions up to the evening of `today`, defects included: windows one day too
 * long, Friday and Saturday as weekend, hours of the end, only evenings as night, overlapping load windows.
 *
 * @param sessions the last 15 dates, oldest first
 * @param history all sessions ever and the dates they were on
 * @returns 0–100, or `undefined` with fewer than five sessions in the window
 */
export function oldLoadScore(
  sessions: readonly LearnedSession[],
  history: { readonly sessions: number; readonly activeDays: number },
  today: EpochDay,
): number | undefined {
  if (sessions.length < 5) return undefined;
  const week = sessions.filter(({ day }) => day >= today - 7);
  const score =
    points(declineOf(sessions, today), [0.05, 0.1, 0.2], [8, 15, 25]) +
    points(overworkOf(week, history), [1.2, 1.5, 2], [6, 12, 20]) +
    points(
      shareOf(sessions, ({ knownMinute }) => (knownMinute / 60) % 24 >= 21),
      [0.1, 0.2, 0.3],
      [5, 10, 15],
    ) +
    points(
      shareOf(sessions, ({ day }) => [5, 6].includes(isoWeekday(day))),
      [0.1, 0.25, 0.4],
      [5, 10, 15],
    ) +
    points(deviationOf(ratingsOf(sessions)), [8, 15, 25], [5, 10, 15]) +
    points(longestRun(sessions), [7, 10, 14], [4, 7, 10]);
  return Math.min(100, score);
}

function points(value: number, limits: readonly number[], scores: readonly number[]): number {
  const passed = limits.filter((limit) => value > limit).length;
  return passed === 0 ? 0 : (scores[passed - 1] ?? 0);
}

function ratingsOf(sessions: readonly LearnedSession[]): number[] {
  return sessions.flatMap(({ rating }) => (rating === null || rating === 0 ? [] : [rating]));
}

function declineOf(sessions: readonly LearnedSession[], today: EpochDay): number {
  const recent = ratingsOf(sessions.filter(({ day }) => day >= today - 7));
  const older = ratingsOf(sessions.filter(({ day }) => day < today - 7));
  if (recent.length === 0 || older.length === 0) return 0;
  return (meanOf(older) - meanOf(recent)) / meanOf(older);
}

function overworkOf(
  week: readonly LearnedSession[],
  history: { readonly sessions: number; readonly activeDays: number },
): number {
  if (history.sessions < 10 || week.length === 0) return 0;
  const activeDays = new Set(week.map(({ day }) => day)).size;
  return week.length / activeDays / (history.sessions / history.activeDays);
}

function shareOf(
  sessions: readonly LearnedSession[],
  holds: (session: LearnedSession) => boolean,
): number {
  return sessions.filter(holds).length / sessions.length;
}

/** Sample standard deviation; 0 for fewer than three values. */
export function deviationOf(values: readonly number[]): number {
  if (values.length < 3) return 0;
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function longestRun(sessions: readonly LearnedSession[]): number {
  let longest = 0;
  let run = 0;
  let last = Number.NaN;
  for (const { day } of sessions) {
    if (day !== last) run = day === last + 1 ? run + 1 : 1;
    last = day;
    longest = Math.max(longest, run);
  }
  return longest;
}
