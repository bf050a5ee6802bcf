import { isDeepStrictEqual } from "node:util";
import type { AskedMoment } from "../models/model.ts";
import { emptyProfile, type Profile } from "../models/profile.ts";
import type { Clock, People, PersonNow } from "../ports.ts";
import type { VersionRepository } from "../repositories/version-repository.ts";
import { type EpochDay, MINUTES_PER_DAY } from "../time/calendar.ts";
import { type DayCut, dayMomentAt, startOfDay } from "../time/local-day.ts";
import { type Checkpoint, checkpointDays, stillHolds } from "./checkpoints.ts";
import { type FoldBase, type FoldResult, foldHistory, type KeptFold } from "./fold-history.ts";
import type { HistoryReader } from "./history-reader.ts";
import { compactProfile, decodeProfile, encodeJson } from "./profile-codec.ts";
import { type KeptProfile, profileMemory } from "./profile-memory.ts";
import type { SnapshotStore } from "./snapshot-store.ts";

/** A user's models as of a moment: what every statistical answer is made from. */
export interface ProfileView {
  readonly userId: string;
  readonly profile: Profile;
  /** How the days that the profile knows are cut. */
  readonly cut: DayCut;
  /** The moment that the request is about; the profile is advanced to its day. */
  readonly asked: AskedMoment;
  /** Minutes the wall clock shows past midnight, 0 … 1439. */
  readonly wallMinute: number;
  /** The instant of that moment; nothing that became known later is in the profile. */
  readonly atMs: number;
  readonly version: number;
  /** Sessions learned. */
  readonly sessions: number;
  /** Counts what is remembered for as long as the profile is: so many more bytes, or fewer when less than 0. */
  account(bytes: number): void;
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
  /** The profile now. */
  now(userId: string): Promise<ProfileView>;
  /** The profile as it stood when `day` began: for a past day it holds nothing that was known later. */
  /** @param cut how days are cut, when the answer has begun with it; as the person wants it now when absent */
  asOfStart(userId: string, day: EpochDay, cut?: DayCut): Promise<ProfileView>;
  /** Folds the whole history afresh, compares, and (unless `checkOnly`) replaces what was kept. */
  rebuild(userId: string, options: { readonly checkOnly: boolean }): Promise<RebuildReport>;
  /** Forgets all that was learned from a user, also what is being worked out just now, in memory and stored. */
  forget(userId: string): Promise<void>;
  /**
   * When the profile last worked out will be another one without any write: the day ends, or a session stored
   * ahead becomes known. Nothing when the profile is not in memory.
   */
  heldUntilMs(userId: string): number | undefined;
  readonly memory: { readonly bytes: number; readonly maxBytes: number; readonly profiles: number };
}

export interface ProfileServiceParts {
  readonly clock: Clock;
  readonly history: HistoryReader;
  readonly versions: VersionRepository;
  readonly snapshots: SnapshotStore;
  readonly people: People;
  /** Is told how many sessions a profile holds when it was worked out anew. */
  readonly onWorkedOut?: (sessionCount: number) => void;
  /** Memory for profiles and what answers remember of them, the least recently used first to leave. */
  readonly maxBytes: number;
}

interface Entry extends KeptProfile {
  readonly version: number;
  readonly cut: DayCut;
  readonly sessions: number;
  readonly validFromMs: number;
  readonly validUntilMs: number;
}

/** The two newest: one for today's writes, one for an edit of last week. Older ones are in the database. */
const CHECKPOINTS_IN_MEMORY = 2;

/** Replays of fewer sessions leave no checkpoint behind: replaying them again is cheaper. */
const WORTH_SESSIONS = 200;

/** Keeps one fold per user in memory, continues it from the table, and never scans what it already knows. */
export function createProfileService(parts: ProfileServiceParts): ProfileService {
  const { clock, history, versions, snapshots, people } = parts;
  const entries = profileMemory<Entry>(parts.maxBytes);
  const refreshing = new Map<string, Promise<Entry>>();

  function isCurrent(entry: Entry, { version, cut }: PersonNow, nowMs: number): boolean {
    if (entry.version !== version || entry.cut !== cut) return false;
    return nowMs >= entry.validFromMs && nowMs < entry.validUntilMs;
  }

  function viewAt(
    userId: string,
    fold: Pick<Entry, "profile" | "sessions" | "version" | "cut">,
    atMs: number,
  ): ProfileView {
    const { cut } = fold;
    const asked = dayMomentAt(atMs, cut);
    const wallMinute = (asked.minute + cut.dayStartHour * 60) % MINUTES_PER_DAY;
    const { profile, sessions, version } = fold;
    // A view of the past is not in memory, and what is remembered of it leaves with the view.
    const account = (bytes: number) => entries.account(userId, profile, bytes);
    return { userId, profile, cut, asked, wallMinute, atMs, version, sessions, account };
  }

  async function viewNow(userId: string): Promise<ProfileView> {
    const nowMs = clock.now();
    const person = people.current(userId);
    const entry = entries.get(userId);
    if (!(person instanceof Promise) && entry !== undefined && isCurrent(entry, person, nowMs)) {
      return viewAt(userId, entry, nowMs);
    }
    return refreshed(userId, nowMs);
  }

  async function refreshed(userId: string, nowMs: number): Promise<ProfileView> {
    for (;;) {
      const person = await people.current(userId);
      const entry = entries.get(userId);
      if (entry !== undefined && isCurrent(entry, person, nowMs)) {
        return viewAt(userId, entry, nowMs);
      }
      const underWay = refreshing.get(userId);
      if (underWay !== undefined) {
        // It may have read an older version than the one just seen, or fail where we succeed: look again.
        await underWay.catch(() => undefined);
        continue;
      }
      const refresh = refreshEntry(userId, person, nowMs);
      refreshing.set(userId, refresh);
      try {
        return viewAt(userId, await refresh, nowMs);
      } finally {
        refreshing.delete(userId);
      }
    }
  }

  async function refreshEntry(userId: string, person: PersonNow, nowMs: number): Promise<Entry> {
    const { version, cut } = person;
    const today = dayMomentAt(nowMs, cut).day;
    const base = await findBase(userId, cut, today);
    const keep = checkpointDays(today);
    const folded = await foldFrom(userId, person, base.from, today, nowMs, keep);
    // A short history is replayed from its beginning in no more time than a checkpoint takes to make.
    const isLong = folded.sessions >= WORTH_SESSIONS;
    const isNews = folded.sessions - base.from.sessions >= WORTH_SESSIONS;
    const kept = isNews ? folded.kept : isLong ? folded.kept.slice(-CHECKPOINTS_IN_MEMORY) : [];
    const checkpoints = kept.map(toCheckpoint);
    const entry: Entry = {
      ...{ version, cut },
      ...compactProfile(folded.profile),
      sessions: folded.sessions,
      validFromMs: nowMs,
      validUntilMs: Math.min(startOfDay(today + 1, cut), folded.nextKnownAtMs),
      checkpoints: [...base.holding, ...checkpoints].slice(-CHECKPOINTS_IN_MEMORY),
    };
    entries.set(userId, entry);
    parts.onWorkedOut?.(entry.sessions);
    if (isNews) await snapshots.keep(userId, cut, checkpoints, today);
    return entry;
  }

  /** The newest fold that still holds and is not younger than `day`: in memory, else stored, else empty. */
  async function findBase(
    userId: string,
    cut: DayCut,
    day: EpochDay,
  ): Promise<{ readonly from: FoldBase; readonly holding: readonly Checkpoint[] }> {
    const holds = async (checkpoint: { day: EpochDay; version: number }) =>
      stillHolds(checkpoint.day, await firstChangedDay(userId, checkpoint.version));
    const holding: Checkpoint[] = [];
    const entry = entries.get(userId);
    for (const checkpoint of entry?.cut === cut ? entry.checkpoints : []) {
      if (checkpoint.day <= day && (await holds(checkpoint))) holding.push(checkpoint);
    }
    if (holding.length === 0) {
      const stored = await snapshots.find(userId, cut, day, holds);
      if (stored !== undefined) holding.push(stored);
    }
    return { from: baseOf(holding.at(-1)), holding };
  }

  async function firstChangedDay(
    userId: string,
    afterVersion: number,
  ): Promise<EpochDay | undefined> {
    const sessionDay = await versions.firstChangedDay(userId, afterVersion, "session");
    const wellnessDay = await versions.firstChangedDay(userId, afterVersion, "wellness");
    if (sessionDay === undefined || wellnessDay === undefined) return sessionDay ?? wellnessDay;
    return Math.min(sessionDay, wellnessDay);
  }

  async function foldFrom(
    userId: string,
    { version, cut }: Pick<PersonNow, "version" | "cut">,
    from: FoldBase,
    toDay: EpochDay,
    knownUntilMs: number,
    keep: readonly EpochDay[],
  ): Promise<FoldResult> {
    const fromDay = Number.isFinite(from.day) ? from.day : undefined;
    const days = history.days(userId, cut, fromDay, toDay);
    return foldHistory({ from, days, knownUntilMs, toDay, version, keep });
  }

  async function asOfStart(userId: string, day: EpochDay, cut?: DayCut): Promise<ProfileView> {
    const now = await people.current(userId);
    const person = { version: now.version, cut: cut ?? now.cut };
    const atMs = startOfDay(day, person.cut);
    if (atMs >= clock.now()) return viewNow(userId);
    // A session begun on the eve may have ended after the day began; a checkpoint of that day knows it too early.
    const { from } = await findBase(userId, person.cut, day - 1);
    const folded = await foldFrom(userId, person, from, day, atMs, []);
    return viewAt(userId, { ...folded, ...person }, atMs);
  }

  async function rebuild(
    userId: string,
    options: { readonly checkOnly: boolean },
  ): Promise<RebuildReport> {
    const incremental = await refreshed(userId, clock.now());
    const { cut, atMs, asked } = incremental;
    const keep = checkpointDays(asked.day);
    const afresh = await foldFrom(userId, incremental, baseOf(undefined), asked.day, atMs, keep);
    const differing = differingModels(afresh.profile, incremental.profile);
    if (!options.checkOnly) {
      entries.delete(userId);
      await snapshots.forget(userId);
      await snapshots.keep(userId, cut, afresh.kept.map(toCheckpoint), asked.day);
    }
    return { userId, sessions: afresh.sessions, matches: differing.length === 0, differing };
  }

  async function forget(userId: string): Promise<void> {
    entries.delete(userId);
    await refreshing.get(userId)?.catch(() => undefined);
    entries.delete(userId);
    await snapshots.forget(userId);
  }

  return {
    now: viewNow,
    asOfStart,
    rebuild,
    forget,
    heldUntilMs: (userId) => entries.peek(userId)?.validUntilMs,
    get memory() {
      const { maxBytes } = parts;
      return { bytes: entries.bytes, maxBytes, profiles: entries.profiles };
    },
  };
}

function toCheckpoint({ json, ...fold }: KeptFold): Checkpoint {
  return { ...fold, state: encodeJson(json) };
}

/** A fold to go on with: of the checkpoint, or of nothing. */
function baseOf(checkpoint: Checkpoint | undefined): FoldBase {
  const profile = checkpoint === undefined ? undefined : decodeProfile(checkpoint.state);
  if (checkpoint === undefined || profile === undefined) {
    return { day: Number.NEGATIVE_INFINITY, sessions: 0, profile: emptyProfile() };
  }
  return { day: checkpoint.day, sessions: checkpoint.sessions, profile };
}

/** States are compared as their JSON reads, which is what is stored and must agree. */
function differingModels(one: Profile, other: Profile): string[] {
  const others = new Map<string, unknown>(Object.entries(other));
  return Object.entries(one)
    .filter(([name, state]) => !isDeepStrictEqual(plain(state), plain(others.get(name))))
    .map(([name]) => name);
}

function plain(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state));
}
