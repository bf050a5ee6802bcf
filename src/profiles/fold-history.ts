import { advanceProfile, learnIntoProfile, type Profile } from "../models/profile.ts";
import type { EpochDay } from "../time/calendar.ts";
import type { StatedDays } from "../time/stated-days.ts";
import { type Checkpoint, WORTH_SESSIONS } from "./checkpoints.ts";
import { encodeProfile } from "./profile-codec.ts";
import type { DayOfSessions } from "./replay.ts";

/** Where a fold goes on. */
export interface FoldBase extends Pick<Checkpoint, "day" | "sessions"> {
  /** Belongs to the fold from now on, which changes it. */
  readonly profile: Profile;
}

export interface FoldRequest {
  readonly from: FoldBase;
  readonly days: AsyncIterable<DayOfSessions>;
  /** Sessions that ended later than this are not known yet. */
  readonly knownUntilMs: number;
  /** The fold ends advanced to this day. */
  readonly toDay: EpochDay;
  /** The version read before the sessions were. */
  readonly version: number;
  /** Days on which the person does not mean to work; those with which the fold has begun. */
  readonly stated: StatedDays;
  /** Days at which to keep a copy, ascending; those not after `from.day` are left out. */
  readonly keep: readonly EpochDay[];
}

export interface FoldResult {
  readonly profile: Profile;
  readonly sessions: number;
  readonly kept: readonly Checkpoint[];
  /** When the first session that is not known yet will be known; infinite when there is none. */
  readonly nextKnownAtMs: number;
}

/** Continues a fold day by day, keeping copies on the way. */
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
      // A fold of few sessions is replayed in no more time than it takes to write down.
      if (sessions < WORTH_SESSIONS) continue;
      kept.push({ day: next, version: request.version, sessions, state: encodeProfile(draft) });
    }
  }

  for await (const { day, sessions: sameDay } of request.days) {
    // The checkpoint has these already: a row's date is its end, so a range by date reaches back a little.
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
