import { isDeepStrictEqual } from "node:util";
import { LRUCache } from "lru-cache";
import type { AskedMoment } from "../models/model.ts";
import { emptyProfile, type Profile, profileSignature } from "../models/profile.ts";
import type { Clock, VersionFeed } from "../ports.ts";
import type { ProfileSnapshotRepository } from "../repositories/profile-snapshot-repository.ts";
import type { SessionRepository } from "../repositories/session-repository.ts";
import type { VersionRepository } from "../repositories/version-repository.ts";
import type { EpochDay } from "../time/calendar.ts";
import { type DayCut, dayMomentAt, startOfDay } from "../time/local-day.ts";
import { type Checkpoint, checkpointDays, stillHolds } from "./profile/checkpoints.ts";
import { type FoldResult, foldHistory } from "./profile/fold-history.ts";
import { decodeProfile, encodeProfile } from "./profile/profile-codec.ts";
import { sessionsByDay } from "./profile/replay.ts";

/** A user's models as of a moment: what every statistical answer is made from. */
export interface ProfileView {
  readonly userId: string;
  readonly profile: Profile;
  /** The moment the question is asked about; the profile is advanced to its day. */
  readonly asked: AskedMoment;
  /** The instant of that moment; nothing that became known later is in the profile. */
  readonly atMs: number;
  readonly version: number;
  /** Sessions learned. */
  readonly sessions: number;
}

export interface RebuildReport {
  readonly userId: string;
  readonly sessions: number;
  /** Whether the incremental profile equals the one folded afresh from the table. */
  readonly matches: boolean;
  /** Names of the models whose states differ. */
  readonly differing: readonly string[];
}

export interface ProfileService {
  /** The profile now; at once when it is in memory and nothing was written since. */
  now(userId: string): ProfileView | Promise<ProfileView>;
  /** The profile as it stood when `day` began: for a past day it holds nothing that was known later. */
  asOfStart(userId: string, day: EpochDay): Promise<ProfileView>;
  /** Folds the whole history afresh, compares, and (unless `checkOnly`) replaces what was kept. */
  rebuild(userId: string, options: { readonly checkOnly: boolean }): Promise<RebuildReport>;
  /** How the user's days are cut. */
  cutOf(userId: string): DayCut;
}

export interface ProfileServiceParts {
  readonly clock: Clock;
  readonly sessions: SessionRepository;
  readonly versions: VersionRepository;
  readonly snapshots: ProfileSnapshotRepository;
  readonly feed: VersionFeed;
  readonly cutOf: (userId: string) => DayCut;
  /** Profiles kept in memory, at roughly 100 KB each. */
  readonly maxProfiles?: number;
  /** Called when a snapshot could not be stored or read: the service goes on without it. */
  readonly onSnapshotTrouble?: (error: unknown) => void;
}

interface Entry {
  readonly version: number;
  readonly day: EpochDay;
  readonly profile: Profile;
  readonly sessions: number;
  readonly validFromMs: number;
  readonly validUntilMs: number;
  /** Newest last. */
  readonly checkpoints: readonly Checkpoint[];
}

const NOTHING: Checkpoint = {
  day: Number.NEGATIVE_INFINITY,
  version: 0,
  sessions: 0,
  profile: emptyProfile(),
};

/** Replays shorter than this leave no new snapshot in the database: replaying them again is cheaper. */
const SNAPSHOT_WORTH_SESSIONS = 200;

/** Keeps one fold per user in memory, continues it from the table, and never scans what it already knows. */
export function createProfileService(parts: ProfileServiceParts): ProfileService {
  const { clock, sessions, versions, snapshots, feed, cutOf } = parts;
  const entries = new LRUCache<string, Entry>({ max: parts.maxProfiles ?? 2000 });
  const refreshing = new Map<string, Promise<Entry>>();

  function signatureOf(cut: DayCut): string {
    return `${profileSignature()};${cut.zone.id};${cut.dayStartHour}`;
  }

  function viewOf(userId: string, entry: Entry, atMs: number): ProfileView {
    const moment = dayMomentAt(atMs, cutOf(userId));
    return {
      userId,
      profile: entry.profile,
      asked: moment,
      atMs,
      version: entry.version,
      sessions: entry.sessions,
    };
  }

  function isCurrent(entry: Entry, version: number, nowMs: number): boolean {
    return entry.version === version && nowMs >= entry.validFromMs && nowMs < entry.validUntilMs;
  }

  function now(userId: string): ProfileView | Promise<ProfileView> {
    const nowMs = clock.now();
    const version = feed.current(userId);
    const entry = entries.get(userId);
    if (typeof version === "number" && entry !== undefined && isCurrent(entry, version, nowMs)) {
      return viewOf(userId, entry, nowMs);
    }
    return current(userId, nowMs);
  }

  async function current(userId: string, nowMs: number): Promise<ProfileView> {
    for (;;) {
      const version = await feed.current(userId);
      const entry = entries.get(userId);
      if (entry !== undefined && isCurrent(entry, version, nowMs)) {
        return viewOf(userId, entry, nowMs);
      }
      const under = refreshing.get(userId);
      if (under !== undefined) {
        // Another request's refresh may have read an older version than the one just seen: look again.
        await under.catch(() => undefined);
        continue;
      }
      const refresh = refreshEntry(userId, version, nowMs);
      refreshing.set(userId, refresh);
      try {
        return viewOf(userId, await refresh, nowMs);
      } finally {
        refreshing.delete(userId);
      }
    }
  }

  async function refreshEntry(userId: string, version: number, nowMs: number): Promise<Entry> {
    const cut = cutOf(userId);
    const today = dayMomentAt(nowMs, cut).day;
    const base = await findBase(userId, today, entries.get(userId));
    const folded = await foldFrom(userId, base.from, version, today, nowMs, checkpointDays(today));
    const checkpoints = [...base.holding, ...folded.kept];
    const entry: Entry = {
      version,
      day: today,
      profile: folded.profile,
      sessions: folded.sessions,
      validFromMs: nowMs,
      validUntilMs: Math.min(startOfDay(today + 1, cut), folded.nextKnownAtMs),
      checkpoints: checkpoints.slice(-2),
    };
    entries.set(userId, entry);
    if (folded.sessions - base.from.sessions >= SNAPSHOT_WORTH_SESSIONS) {
      await keepSnapshots(userId, cut, folded.kept);
    }
    return entry;
  }

  /** The newest fold that still holds and is not younger than `day`: in memory, else stored, else empty. */
  async function findBase(
    userId: string,
    day: EpochDay,
    entry: Entry | undefined,
  ): Promise<{ readonly from: Checkpoint; readonly holding: readonly Checkpoint[] }> {
    const inMemory = entry?.checkpoints ?? [];
    const holding: Checkpoint[] = [];
    for (const checkpoint of inMemory) {
      if (checkpoint.day > day) continue;
      const changed = await versions.firstChangedDay(userId, checkpoint.version, "session");
      if (stillHolds(checkpoint.day, changed)) holding.push(checkpoint);
    }
    const newest = holding.at(-1);
    if (newest !== undefined) return { from: newest, holding };
    const stored = await findSnapshot(userId, day);
    return stored === undefined
      ? { from: NOTHING, holding: [] }
      : { from: stored, holding: [stored] };
  }

  async function findSnapshot(
    userId: string,
    atOrBefore: EpochDay,
  ): Promise<Checkpoint | undefined> {
    const signature = signatureOf(cutOf(userId));
    let before = atOrBefore;
    for (;;) {
      const stored = await snapshots
        .findLatest(userId, signature, before)
        .catch((error: unknown) => void parts.onSnapshotTrouble?.(error));
      if (stored === undefined) return undefined;
      const changed = await versions.firstChangedDay(userId, stored.version, "session");
      const profile = stillHolds(stored.throughDay, changed)
        ? decodeProfile(stored.state)
        : undefined;
      if (profile !== undefined) {
        return {
          day: stored.throughDay,
          version: stored.version,
          sessions: stored.sessions,
          profile,
        };
      }
      before = stored.throughDay - 1;
    }
  }

  function foldFrom(
    userId: string,
    from: Checkpoint,
    version: number,
    toDay: EpochDay,
    knownUntilMs: number,
    keep: readonly EpochDay[],
  ): Promise<FoldResult> {
    const range = {
      ...(Number.isFinite(from.day) ? { fromDay: from.day } : {}),
      // A session known by now can carry tomorrow's date when the row was written further east.
      toDay: toDay + 2,
    };
    const days = sessionsByDay(sessions.streamForLearning(userId, range), cutOf(userId));
    return foldHistory({ from, days, knownUntilMs, toDay, version, keep });
  }

  async function keepSnapshots(
    userId: string,
    cut: DayCut,
    kept: readonly Checkpoint[],
  ): Promise<void> {
    const signature = signatureOf(cut);
    try {
      for (const checkpoint of kept) {
        await snapshots.save({
          userId,
          signature,
          throughDay: checkpoint.day,
          version: checkpoint.version,
          sessions: checkpoint.sessions,
          state: encodeProfile(checkpoint.profile),
        });
      }
      await snapshots.prune(
        userId,
        signature,
        kept.map((checkpoint) => checkpoint.day),
      );
    } catch (error) {
      // A snapshot only saves a later replay; the truth is the table.
      parts.onSnapshotTrouble?.(error);
    }
  }

  async function asOfStart(userId: string, day: EpochDay): Promise<ProfileView> {
    const cut = cutOf(userId);
    const atMs = startOfDay(day, cut);
    if (atMs >= clock.now()) return now(userId);
    const version = await feed.current(userId);
    const base = await findBase(userId, day, entries.get(userId));
    const folded = await foldFrom(userId, base.from, version, day, atMs, []);
    return {
      userId,
      profile: folded.profile,
      asked: dayMomentAt(atMs, cut),
      atMs,
      version,
      sessions: folded.sessions,
    };
  }

  async function rebuild(
    userId: string,
    options: { readonly checkOnly: boolean },
  ): Promise<RebuildReport> {
    const nowMs = clock.now();
    const incremental = await current(userId, nowMs);
    const today = incremental.asked.day;
    const keep = checkpointDays(today);
    const afresh = await foldFrom(userId, NOTHING, incremental.version, today, nowMs, keep);
    const differing = Object.keys(afresh.profile).filter(
      (name) => !isDeepStrictEqual(plain(afresh.profile, name), plain(incremental.profile, name)),
    );
    if (!options.checkOnly) {
      entries.delete(userId);
      await snapshots.deleteFrom(userId, 0);
      await keepSnapshots(userId, cutOf(userId), afresh.kept);
    }
    return { userId, sessions: afresh.sessions, matches: differing.length === 0, differing };
  }

  return { now, asOfStart, rebuild, cutOf };
}

/** A state as its JSON would read, which is what is stored and must agree. */
function plain(profile: Profile, name: string): unknown {
  return JSON.parse(JSON.stringify(Object.entries(profile).find(([key]) => key === name)?.[1]));
}
