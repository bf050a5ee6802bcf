import type { LearnedSession } from "../../../src/models/model.ts";
import type { EpochDay } from "../../../src/time/calendar.ts";
import { deviationOf, meanOf } from "../burnout-predictor/old-rule.ts";

type OldType =
  | "productivity_drop"
  | "unusual_hours"
  | "category_shift"
  | "streak_break"
  | "overwork_spike"
  | "quality_decline";

/**
 * The predecessor's anomaly types on the evening of `today`, defects included: a baseline that contains the tested
 * days, windows one day too long, hours of the end, a decline counted from the oldest session of the week.
 *
 * @param sessions the last 60 dates, oldest first
 */
export function oldAnomalies(sessions: readonly LearnedSession[], today: EpochDay): OldType[] {
  const since = (ago: number) => sessions.filter(({ day }) => day >= today - ago);
  const baseline = since(14);
  if (baseline.length < 5) return [];
  const recent = since(3);
  const week = since(7);
  const ratings = ratingsOf(baseline);
  const mean = ratings.length === 0 ? 70 : meanOf(ratings);
  const found: OldType[] = [];
  const spread = ratings.length < 2 ? 10 : deviationOf(ratings);
  const recentRatings = ratingsOf(recent);
  if (recentRatings.length >= 2 && spread > 0 && (meanOf(recentRatings) - mean) / spread < -1.5) {
    found.push("productivity_drop");
  }
  if (unusualHours(baseline, recent) >= 2) found.push("unusual_hours");
  if (week.length >= 3 && largestShift(baseline, week) > 0.3) found.push("category_shift");
  if (brokenStreak(sessions, today)) found.push("streak_break");
  if (perActiveDay(recent) / perActiveDay(baseline) > 1.5) found.push("overwork_spike");
  const weekRatings = ratingsOf(week);
  const firstGood = weekRatings.findIndex((rating) => rating >= mean);
  const spell = firstGood < 0 ? weekRatings.length : firstGood;
  if (weekRatings.length >= 3 && spell >= 3) found.push("quality_decline");
  return found;
}

function ratingsOf(sessions: readonly LearnedSession[]): number[] {
  return sessions.flatMap(({ rating }) =>
    rating === null ? [] : [rating <= 5 ? rating * 20 : rating],
  );
}

function endHour({ knownMinute }: LearnedSession): number {
  return Math.floor(knownMinute / 60) % 24;
}

function unusualHours(
  baseline: readonly LearnedSession[],
  recent: readonly LearnedSession[],
): number {
  const hours = baseline.map(endHour).sort((a, b) => a - b);
  const first = hours[Math.floor(hours.length / 4)] ?? 0;
  const third = hours[Math.floor((3 * hours.length) / 4)] ?? 0;
  const reach = 1.5 * (third - first);
  const low = Math.max(0, first - reach);
  const high = Math.min(23, third + reach);
  return recent.filter((session) => endHour(session) < low || endHour(session) > high).length;
}

function largestShift(
  baseline: readonly LearnedSession[],
  week: readonly LearnedSession[],
): number {
  const share = (sessions: readonly LearnedSession[], name: string) =>
    sessions.filter(({ category }) => category === name).length / sessions.length;
  const names = new Set(baseline.map(({ category }) => category));
  return Math.max(...[...names].map((name) => Math.abs(share(week, name) - share(baseline, name))));
}

function brokenStreak(sessions: readonly LearnedSession[], today: EpochDay): boolean {
  const days = [...new Set(sessions.map(({ day }) => day))];
  let run = 0;
  let broken = false;
  days.forEach((day, index) => {
    const before = days[index - 1];
    if (before !== undefined && day - before > 2 && run >= 7) broken = before + 1 >= today - 7;
    run = before === undefined || day - before > 1 ? 1 : run + 1;
  });
  return broken;
}

function perActiveDay(sessions: readonly LearnedSession[]): number {
  if (sessions.length === 0) return 0;
  return sessions.length / new Set(sessions.map(({ day }) => day)).size;
}
