import { advanceProfile, learnIntoProfile, type Profile } from "../models/profile.ts";
import type { EpochDay } from "../time/calendar.ts";
import type { StatedDays } from "../time/stated-days.ts";
import { type Checkpoint, WORTH_SESSIONS } from "./checkpoints.ts";
import { encodeProfile } from "./profile-codec.ts";
import type { DayOfSessions } from "./replay.ts";

/** The start of a fold. */
export interface FoldBase extends Pick<Checkpoint, "day" | "sessions"> {
  /** The profile, which the fold owns and changes. */
  readonly profile: Profile;
}

export interface FoldRequest {
  readonly from: FoldBase;
  readonly days: AsyncIterable<DayOfSessions>;
  /** Sessions that ended later than this are not known yet. */
  readonly knownUntilMs: number;
  /** The day to which the fold is advanced. */
  readonly toDay: EpochDay;
  /** The data version, read before the sessions. */
  readonly version: number;
  /** The person's stated days off, the same as at the start of the fold. */
  readonly stated: StatedDays;
  /** Days at which a checkpoint is kept, ascending. Days up to `from.day` are ignored. */
  readonly keep: readonly EpochDay[];
}

export interface FoldResult {
  readonly profile: Profile;
  readonly sessions: number;
  readonly kept: readonly Checkpoint[];
  /** The time at which the first session that is not known yet becomes known; infinite without one. */
  readonly nextKnownAtMs: number;
}

/** Continues a fold day by day, and keeps checkpoints. */
export async function foldHistory(request: FoldRequest): Promise<FoldResult> {
  const { stated } = request;
  const draft = request.from.profile;
  const kept: Checkpoint[] = [];
  const toKeep = request.keep.filter((day) => day > request.from.day && day <= request.toDay);
  let sessions = request.from.sessions;
  let nextKnownAtMs = Number.POSITIVE_INFINITY;

  function keepUpTo(day: EpochDay): void {
    for (;;) {
      const next = toKeep[0];
      if (next === undefined || next > day) return;
      toKeep.shift();
      advanceProfile(draft, next, stated);
      // A replay of few sessions takes no longer than writing a checkpoint.
      if (sessions < WORTH_SESSIONS) continue;
      kept.push({ day: next, version: request.version, sessions, state: encodeProfile(draft) });
    }
  }

  for await (const { day, sessions: sameDay } of request.days) {
    // The checkpoint contains these days: a row's date is that of its end, so a range of dates includes earlier days.
    if (day < request.from.day) continue;
    keepUpTo(day);
    for (const session of sameDay) {
      const endedAtMs = session.startedAtMs + Math.round(session.durationMinutes * 60_000);
      if (endedAtMs > request.knownUntilMs) {
        nextKnownAtMs = Math.min(nextKnownAtMs, endedAtMs);
        continue;
      }
      learnIntoProfile(draft, session, stated);
      sessions += 1;
    }
  }
  keepUpTo(request.toDay);
  advanceProfile(draft, request.toDay, stated);
  return { profile: draft, sessions, kept, nextKnownAtMs };
}
