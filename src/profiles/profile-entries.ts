import type { People, PersonState, VersionFeed } from "../ports.ts";
import type { ProfileState } from "../repositories/profile-state-repository.ts";
import { dayMomentAt } from "../time/local-day.ts";
import { type Checkpoint, checkpointDays, WORTH_SESSIONS } from "./checkpoints.ts";
import { withNothingDerived } from "./derived-codec.ts";
import type { HistoryFolding } from "./history-folding.ts";
import { encodeProfile } from "./profile-codec.ts";
import {
  type AskedEntry,
  type EntryListeners,
  entryOf,
  type ProfileEntry,
} from "./profile-entry.ts";
import { type ProfileMemory, profileMemory } from "./profile-memory.ts";
import { digestOf, type FoldSettings, isSameFold } from "./signature-of.ts";
import type { SnapshotStore } from "./snapshot-store.ts";
import type { StateStore } from "./state-store.ts";

/** The newest checkpoint serves today's writes, the second an edit of last week. Older ones are in the database. */
const CHECKPOINTS_IN_MEMORY = 2;

/** Profiles in memory. An outdated profile is continued from the table. */
export interface ProfileEntries {
  readonly memory: ProfileMemory<ProfileEntry>;
  /** The current profile of a person, if it is in memory. */
  find(userId: string, nowMs: number, person: PersonState): ProfileEntry | undefined;
  /**
   * The current profile. Concurrent requests share one replay.
   *
   * @param asked the current state of the person, if it was already read
   */
  bringUpToDate(
    userId: string,
    nowMs: number,
    asked?: PersonState | Promise<PersonState>,
  ): Promise<ProfileEntry>;
  /** Drops a person's profile, also one that is being computed now. */
  forget(userId: string): Promise<void>;
  /** The checkpoints in memory of a profile that was folded with these settings. */
  checkpointsOf(userId: string, settings: FoldSettings): readonly Checkpoint[];
}

export interface ProfileEntriesParts {
  readonly snapshots: SnapshotStore;
  readonly states: StateStore;
  readonly people: People;
  readonly feed?: Pick<VersionFeed, "onInterruption">;
  /** Receives the number of sessions of a newly computed profile. */
  readonly onWorkedOut?: (sessionCount: number) => void;
  /** Memory for profiles and answers' memos; the least recently used profile is evicted first. */
  readonly maxBytes: number;
}

export function createProfileEntries(
  parts: ProfileEntriesParts,
  folding: HistoryFolding,
): ProfileEntries {
  const { snapshots, states, people } = parts;
  const entries = profileMemory<ProfileEntry>(parts.maxBytes);
  const refreshing = new Map<string, Promise<ProfileEntry>>();
  let interruptions = 0;
  parts.feed?.onInterruption?.(() => {
    interruptions += 1;
  });

  async function bringUpToDate(
    userId: string,
    nowMs: number,
    asked: PersonState | Promise<PersonState> = people.current(userId),
  ): Promise<ProfileEntry> {
    for (let person = await asked; ; person = await people.current(userId)) {
      const entry = entries.get(userId);
      if (entry !== undefined && isCurrent(entry, person, nowMs)) return entry;
      const underWay = refreshing.get(userId);
      if (underWay !== undefined) {
        // The other refresh may have read an older version, or fail where this one would succeed, so the loop checks again.
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

  function listenersOf(userId: string): EntryListeners {
    return {
      account: entries.account,
      onDerived(stored, bytes) {
        if (stored.sessions > 0) states.keep({ ...stored, userId }, bytes);
      },
    };
  }

  async function refreshEntry(
    userId: string,
    person: PersonState,
    nowMs: number,
  ): Promise<ProfileEntry> {
    const asked = { userId, person, nowMs, interruptions };
    const inMemory = entries.peek(userId)?.stored;
    const stored = states.take(userId) ?? inMemory ?? (await states.find(userId));
    const entry =
      (stored && entryOf(asked, stored, listenersOf(userId), checkpointsOf(userId, person))) ??
      (await replay(asked));
    entries.set(userId, entry);
    parts.onWorkedOut?.(entry.sessions);
    return entry;
  }

  async function replay(asked: AskedEntry): Promise<ProfileEntry> {
    const { userId, person } = asked;
    const known = checkpointsOf(userId, person);
    const { state, checkpoints, inMemory, isNews } = await workOut(folding, asked, known);
    const entry = entryOf(asked, state, listenersOf(userId), inMemory);
    if (entry === undefined) throw new Error("what was just folded is not of now");
    if (isNews) await snapshots.keep(userId, person, checkpoints, state.day);
    if (entry.sessions > 0) states.keep({ ...state, userId });
    return entry;
  }

  function checkpointsOf(userId: string, settings: FoldSettings): readonly Checkpoint[] {
    const entry = entries.get(userId);
    if (entry === undefined || !isSameFold(entry, settings)) return [];
    // A checkpoint from before an interruption may contain writes that a fail-over has lost, without a later version.
    return entry.interruptions === interruptions ? entry.checkpoints : [];
  }

  return {
    memory: entries,
    find(userId, nowMs, person) {
      const entry = entries.get(userId);
      return entry !== undefined && isCurrent(entry, person, nowMs) ? entry : undefined;
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

/** @param known checkpoints in memory */
async function workOut(
  folding: HistoryFolding,
  { userId, person, nowMs }: AskedEntry,
  known: readonly Checkpoint[],
) {
  const { version, cut } = person;
  const today = dayMomentAt(nowMs, cut).day;
  const base = await folding.findBase(userId, person, today, known);
  const keep = checkpointDays(today);
  const folded = await folding.foldFrom(userId, person, base.from, today, nowMs, keep);
  const isNews = folded.sessions - base.from.sessions >= WORTH_SESSIONS;
  const checkpoints = isNews ? folded.kept : folded.kept.slice(-CHECKPOINTS_IN_MEMORY);
  const state: ProfileState = {
    ...{ version, day: today, signature: digestOf(person), sessions: folded.sessions },
    knownFromMs: nowMs,
    knownUntilMs: await folding.knownUntilMs(userId, folded, today, cut),
    state: withNothingDerived(encodeProfile(folded.profile)),
  };
  const inMemory = [...base.holding, ...checkpoints].slice(-CHECKPOINTS_IN_MEMORY);
  return { state, checkpoints, inMemory, isNews };
}

function isCurrent(entry: ProfileEntry, person: PersonState, nowMs: number): boolean {
  if (entry.version !== person.version || !isSameFold(entry, person)) return false;
  return nowMs >= entry.validFromMs && nowMs < entry.validUntilMs;
}
