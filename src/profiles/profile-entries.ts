import type { People, PersonNow, VersionFeed } from "../ports.ts";
import { dayMomentAt, startOfDay } from "../time/local-day.ts";
import { type Checkpoint, checkpointDays } from "./checkpoints.ts";
import { type HistoryFolding, toCheckpoint } from "./history-folding.ts";
import { compactProfile } from "./profile-codec.ts";
import { type KeptProfile, type ProfileMemory, profileMemory } from "./profile-memory.ts";
import { type FoldSettings, isSameFold } from "./signature-of.ts";
import type { SnapshotStore } from "./snapshot-store.ts";

/** A profile in memory, and until when it is the current one without a write. */
export interface ProfileEntry extends KeptProfile, Omit<PersonNow, "language"> {
  readonly sessions: number;
  readonly validFromMs: number;
  readonly validUntilMs: number;
  /** How many interruptions of the version feed there had been when it was begun. */
  readonly interruptions: number;
}

/** The two newest: one for today's writes, one for an edit of last week. Older ones are in the database. */
const CHECKPOINTS_IN_MEMORY = 2;

/** Replays of fewer sessions leave no checkpoint behind: replaying them again is cheaper. */
const WORTH_SESSIONS = 200;

/** Profiles in memory, each continued from the table when it is out of date. */
export interface ProfileEntries {
  readonly memory: ProfileMemory<ProfileEntry>;
  /** The current profile when memory alone can tell. */
  find(userId: string, nowMs: number): ProfileEntry | undefined;
  /** The current profile; equal requests share one replay. */
  bringUpToDate(userId: string, nowMs: number): Promise<ProfileEntry>;
  /** Also what is being worked out just now. */
  forget(userId: string): Promise<void>;
  /** Checkpoints in memory of a profile that was folded under these settings. */
  checkpointsOf(userId: string, settings: FoldSettings): readonly Checkpoint[];
}

export interface ProfileEntriesParts {
  readonly snapshots: SnapshotStore;
  readonly people: People;
  readonly feed?: Pick<VersionFeed, "onInterruption">;
  /** Is told how many sessions a profile holds when it was worked out anew. */
  readonly onWorkedOut?: (sessionCount: number) => void;
  /** Memory for profiles and what answers remember of them, the least recently used first to leave. */
  readonly maxBytes: number;
}

export function createProfileEntries(
  parts: ProfileEntriesParts,
  folding: HistoryFolding,
): ProfileEntries {
  const { snapshots, people } = parts;
  const entries = profileMemory<ProfileEntry>(parts.maxBytes);
  const refreshing = new Map<string, Promise<ProfileEntry>>();
  let interruptions = 0;
  parts.feed?.onInterruption?.(() => {
    interruptions += 1;
  });

  async function bringUpToDate(userId: string, nowMs: number): Promise<ProfileEntry> {
    for (;;) {
      const person = await people.current(userId);
      const entry = entries.get(userId);
      if (entry !== undefined && isCurrent(entry, person, nowMs)) return entry;
      const underWay = refreshing.get(userId);
      if (underWay !== undefined) {
        // It may have read an older version than the one just seen, or fail where we succeed: look again.
        await underWay.catch(() => undefined);
        continue;
      }
      const refresh = refreshEntry(userId, person, nowMs);
      refreshing.set(userId, refresh);
      try {
        return await refresh;
      } finally {
        refreshing.delete(userId);
      }
    }
  }

  async function refreshEntry(
    userId: string,
    person: PersonNow,
    nowMs: number,
  ): Promise<ProfileEntry> {
    const { version, cut, workTimes, presets } = person;
    const begun = { interruptions };
    const today = dayMomentAt(nowMs, cut).day;
    const base = await folding.findBase(userId, person, today, checkpointsOf(userId, person));
    const keep = checkpointDays(today);
    const folded = await folding.foldFrom(userId, person, base.from, today, nowMs, keep);
    // A short history is replayed from its beginning in no more time than a checkpoint takes to make.
    const isLong = folded.sessions >= WORTH_SESSIONS;
    const isNews = folded.sessions - base.from.sessions >= WORTH_SESSIONS;
    const kept = isNews ? folded.kept : isLong ? folded.kept.slice(-CHECKPOINTS_IN_MEMORY) : [];
    const checkpoints = kept.map(toCheckpoint);
    const entry: ProfileEntry = {
      ...{ version, cut, workTimes, presets, ...begun },
      ...compactProfile(folded.profile),
      sessions: folded.sessions,
      validFromMs: nowMs,
      validUntilMs: Math.min(startOfDay(today + 1, cut), folded.nextKnownAtMs),
      checkpoints: [...base.holding, ...checkpoints].slice(-CHECKPOINTS_IN_MEMORY),
    };
    entries.set(userId, entry);
    parts.onWorkedOut?.(entry.sessions);
    if (isNews) await snapshots.keep(userId, person, checkpoints, today);
    return entry;
  }

  function checkpointsOf(userId: string, settings: FoldSettings): readonly Checkpoint[] {
    const entry = entries.get(userId);
    if (entry === undefined || !isSameFold(entry, settings)) return [];
    // From before an interruption, one may hold what a fail-over has lost, of which no later version tells.
    return entry.interruptions === interruptions ? entry.checkpoints : [];
  }

  return {
    memory: entries,
    find(userId, nowMs) {
      const person = people.current(userId);
      const entry = entries.get(userId);
      if (person instanceof Promise) {
        // Who waits for it asks again, and is told of a failure.
        person.catch(() => {});
        return undefined;
      }
      if (entry === undefined) return undefined;
      return isCurrent(entry, person, nowMs) ? entry : undefined;
    },
    bringUpToDate,
    async forget(userId) {
      entries.delete(userId);
      await refreshing.get(userId)?.catch(() => undefined);
      entries.delete(userId);
    },
    checkpointsOf,
  };
}

function isCurrent(entry: ProfileEntry, person: PersonNow, nowMs: number): boolean {
  if (entry.version !== person.version || !isSameFold(entry, person)) return false;
  return nowMs >= entry.validFromMs && nowMs < entry.validUntilMs;
}
