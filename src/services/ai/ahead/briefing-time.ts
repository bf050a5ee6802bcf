import { hash } from "node:crypto";
import { BUILT_IN_PRESETS, presetMeant } from "../../../domain/preset.ts";
import { firstArrival } from "../../../models/session-predictor/first-arrival.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import { type EpochDay, isoWeekday } from "../../../time/calendar.ts";
import { startOfDay } from "../../../time/local-day.ts";
import { isFree } from "../../../time/stated-days.ts";

/** Time at which a day's briefing is written. */
export interface BriefingTime {
  readonly day: EpochDay;
  readonly dueAtMs: number;
  /** Instant at which the person usually has begun. */
  readonly startAtMs: number;
}

/** The briefing is ready this long before the usual start; the spread adds to it. */
const AHEAD_MINUTES = 15;
/** Spreads the load of people who begin at the same time. */
const SPREAD_MINUTES = 10;
/** Days searched for the next briefing. A person who is away for longer starts again with the next read. */
const DAYS_AHEAD = 28;
const MINUTE_MS = 60_000;

/** Current data about a reader. */
export interface ReaderView
  extends Pick<ProfileView, "userId" | "cut" | "workTimes" | "presets" | "asked"> {
  readonly profile: Pick<ProfileView["profile"], "session-predictor">;
}

/** Source of readers' data. */
export interface ReaderViews {
  now(userId: string): Promise<ReaderView>;
}

/** Time of a day's briefing; `undefined` on days off, in absences, and on days without a usual start. */
export function briefingTime(view: ReaderView, day: EpochDay): BriefingTime | undefined {
  if (isFree(view.workTimes, day)) return undefined;
  const { cut, userId } = view;
  const arrival = firstArrival(view.profile["session-predictor"], isoWeekday(day));
  if (arrival === undefined) return undefined;
  const minute = Math.max(0, arrival - usualWork(view));
  const startAtMs = cut.zone.instantOf(day, (cut.dayStartHour * 60 + minute) * MINUTE_MS);
  const earlyMs = (AHEAD_MINUTES + spreadOf(userId)) * MINUTE_MS;
  return { day, startAtMs, dueAtMs: Math.max(startOfDay(day, cut), startAtMs - earlyMs) };
}

/** The first briefing time from a day on. */
export function nextBriefing(view: ReaderView, from: EpochDay): BriefingTime | undefined {
  for (let day = from; day < from + DAYS_AHEAD; day += 1) {
    const time = briefingTime(view, day);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** Usual length of a session in minutes, by which its start precedes its end. */
function usualWork({ presets }: ReaderView): number {
  const usual = presetMeant(presets);
  return (presets ?? BUILT_IN_PRESETS).find(({ id }) => id === usual)?.workMinutes ?? 0;
}

/** Minutes; constant per person. */
function spreadOf(userId: string): number {
  return (hash("sha256", userId, "buffer").readUInt32BE() / 2 ** 32) * SPREAD_MINUTES;
}
