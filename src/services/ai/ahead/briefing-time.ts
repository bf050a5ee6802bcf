import { hash } from "node:crypto";
import { BUILT_IN_PRESETS, presetMeant } from "../../../domain/preset.ts";
import { firstArrival } from "../../../models/session-predictor/first-arrival.ts";
import type { ProfileView } from "../../../profiles/profile-service.ts";
import { type EpochDay, isoWeekday } from "../../../time/calendar.ts";
import { startOfDay } from "../../../time/local-day.ts";
import { isFree } from "../../../time/stated-days.ts";

/** When a day's briefing is to be written. */
export interface BriefingTime {
  readonly day: EpochDay;
  readonly dueAtMs: number;
  /** By then the person has usually begun. */
  readonly startAtMs: number;
}

/** A briefing is ready so long before the usual start, or longer by less than the spread. */
const AHEAD_MINUTES = 15;
/** People who begin at the same time do not all ask at once. */
const SPREAD_MINUTES = 10;
/** A person who is away for longer begins anew with their next read. */
const DAYS_AHEAD = 28;
const MINUTE_MS = 60_000;

/** What is known of a reader now. */
export interface ReaderView
  extends Pick<ProfileView, "userId" | "cut" | "workTimes" | "presets" | "asked"> {
  readonly profile: Pick<ProfileView["profile"], "session-predictor">;
}

/** Where that is asked for. */
export interface ReaderViews {
  now(userId: string): Promise<ReaderView>;
}

/** The time of a day's briefing; nothing on days off, in absences, and on days without a usual start. */
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

/** The first from a day on. */
export function nextBriefing(view: ReaderView, from: EpochDay): BriefingTime | undefined {
  for (let day = from; day < from + DAYS_AHEAD; day += 1) {
    const time = briefingTime(view, day);
    if (time !== undefined) return time;
  }
  return undefined;
}

/** How long before its end a session usually began, minutes. */
function usualWork({ presets }: ReaderView): number {
  const usual = presetMeant(presets);
  return (presets ?? BUILT_IN_PRESETS).find(({ id }) => id === usual)?.workMinutes ?? 0;
}

/** Minutes; always the same of a person. */
function spreadOf(userId: string): number {
  return (hash("sha256", userId, "buffer").readUInt32BE() / 2 ** 32) * SPREAD_MINUTES;
}
