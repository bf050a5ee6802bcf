import type { PresetTimes } from "../../domain/preset.ts";
import { at } from "../../stats/at.ts";
import { normalCdf } from "../../stats/normal-distribution.ts";
import { MINUTES_PER_DAY } from "../../time/calendar.ts";
import { planDay } from "./day-plan.ts";
import type { FocusQuery, PlanGain, ScheduledSession, SettledQuery } from "./focus-plan.ts";
import type { DayEstimate } from "./hour-estimates.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";
import { mean } from "./ranking.ts";

/** The best feasible plan of the day, with the expectation of each session. */
export function scheduleSessions(
  query: SettledQuery,
  estimate: DayEstimate,
  presets: readonly PresetTimes[],
): ScheduledSession[] {
  const hourAt = (minute: number) => estimate.hours[clockHour(minute)];
  const { maxSessions } = FOCUS_PARAMETERS;
  const { startHours } = query;
  const wished = Number.isFinite(query.sessions) ? Math.floor(query.sessions) : 1;
  const plan = planDay({
    presets,
    sessions: Math.max(0, Math.min(maxSessions, wished)),
    workingHours: query.workingHours,
    earliestMinute: earliestMinute(query),
    busy: query.busy,
    kept: query.earlierStarts,
    recommendedAt: (minute) => hourAt(minute)?.preset ?? 0,
    isPresetFixed: query.isPresetFixed ?? false,
    ...(startHours && { canStartAt: (minute) => startHours.includes(clockHour(minute)) }),
    utilityAt(minute, preset) {
      const hour = hourAt(minute);
      if (hour === undefined) return 0;
      const utility = hour.score + at(hour.presetEffects, preset) * hour.completionProbability;
      return preset === hour.preset ? utility : utility - FOCUS_PARAMETERS.otherPresetLoss;
    },
  });
  return plan.map((session) => {
    const hour = hourAt(session.startMinute);
    const effect = at(hour?.presetEffects ?? [], session.preset);
    const spread = Math.hypot(estimate.noise, hour?.sd ?? 0);
    return {
      ...session,
      hour: clockHour(session.startMinute),
      expected: Math.max(0, Math.min(100, (hour?.expected ?? 0) + effect)),
      confidence: 2 * normalCdf(10 / spread) - 1,
    };
  });
}

/** Wall-clock hour of a minute relative to midnight; also for minutes of the day before and after. */
function clockHour(minute: number): number {
  return ((Math.floor(minute / 60) % 24) + 24) % 24;
}

/**
 * Earliest minute after midnight that can be planned. Nothing is planned in the past. The value exceeds 1440 in a night
 * that belongs to today.
 */
export function earliestMinute({ asked, day }: FocusQuery): number {
  if (day > asked.day) return 0;
  if (day < asked.day) return MINUTES_PER_DAY * 2;
  const dayStartHour = (asked.wallHour - Math.floor(asked.minute / 60) + 48) % 24;
  return dayStartHour * 60 + asked.minute;
}

/** Difference in expected rating between the planned starts and the person's usual ones from the same minute on. */
export function gainOf(
  query: SettledQuery,
  estimate: DayEstimate,
  sessions: readonly ScheduledSession[],
): PlanGain | null {
  const { startMinute, endMinute } = query.workingHours;
  const from = Math.max(startMinute, earliestMinute(query));
  const open = estimate.hours.filter(({ hour }) =>
    [hour * 60 - MINUTES_PER_DAY, hour * 60, hour * 60 + MINUTES_PER_DAY].some(
      (minute) => minute + 59 >= from && minute < endMinute,
    ),
  );
  const use = open.reduce((sum, hour) => sum + hour.use, 0);
  if (sessions.length === 0 || use < FOCUS_PARAMETERS.usualSessions) return null;
  // The conventional part is excluded on both sides, because it is not a measured gain.
  const customaryAt = (hour: number) => estimate.hours[hour]?.customary ?? 0;
  let points = mean(sessions.map(({ expected, hour }) => expected - customaryAt(hour)));
  let variance = 0;
  for (const hour of open) {
    const usual = hour.use / use;
    const planned = sessions.filter((session) => session.hour === hour.hour).length;
    points -= usual * (hour.expected - hour.customary);
    variance += ((planned / sessions.length - usual) * hour.sd) ** 2;
  }
  return { points, standardError: Math.sqrt(variance) };
}
