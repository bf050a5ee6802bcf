import type { Clock } from "../ports.ts";
import type { EpochDay } from "../time/calendar.ts";
import { startOfDay } from "../time/local-day.ts";
import { checkpointDays } from "./checkpoints.ts";
import { differingModels } from "./compare-profiles.ts";
import { createDerivedValues } from "./derived-values.ts";
import { baseOf, createHistoryFolding, type HistoryFoldingParts } from "./history-folding.ts";
import type { PersonDays } from "./person-days.ts";
import { createProfileEntries, type ProfileEntriesParts } from "./profile-entries.ts";
import { type ProfileView, type ViewedFold, viewAt } from "./profile-view.ts";

export type { ProfileView } from "./profile-view.ts";

export interface RebuildReport {
  readonly userId: string;
  readonly sessions: number;
  /** Whether the incremental profile equals one that is folded from the whole table. */
  readonly matches: boolean;
  /** Names of the models whose states differ. */
  readonly differing: readonly string[];
}

/** What answers need of profiles. */
export interface ProfileReader {
  /** The current profile. */
  now(userId: string): Promise<ProfileView>;
  /**
   * The profile at the start of `day`. For a past day it contains no later knowledge.
   *
   * @param days the days with which the answer has begun; the person's current ones when absent
   */
  asOfStart(userId: string, day: EpochDay, days?: PersonDays): Promise<ProfileView>;
}

export interface ProfileService extends ProfileReader {
  /** Folds the whole history again, compares and, unless `checkOnly`, replaces the stored profile. */
  rebuild(userId: string, options: { readonly checkOnly: boolean }): Promise<RebuildReport>;
  /** Deletes all that was learned from a user, in memory and stored, including work in progress. */
  forget(userId: string): Promise<void>;
  /**
   * The time at which the last computed profile changes without a write: the end of the day, or the end of a session with a
   * future date. Nothing when the profile is not in memory.
   */
  profileValidUntilMs(userId: string): number | undefined;
  /** Stores the pending states. */
  close(): Promise<void>;
  readonly memory: { readonly bytes: number; readonly maxBytes: number; readonly profiles: number };
}

export interface ProfileServiceParts extends HistoryFoldingParts, ProfileEntriesParts {
  readonly clock: Clock;
}

/** Keeps one fold per user in memory, and continues it from the table without reading known sessions again. */
export function createProfileService(parts: ProfileServiceParts): ProfileService {
  const { clock, snapshots, states, people } = parts;
  const folding = createHistoryFolding(parts);
  const { findBase, foldFrom } = folding;
  const entries = createProfileEntries(parts, folding);
  const { memory } = entries;

  function view(userId: string, fold: ViewedFold, atMs: number): ProfileView {
    // A past profile is not kept in memory, so its memos are freed with the view.
    const account = (bytes: number) => memory.account(userId, fold.profile, bytes);
    return viewAt(userId, fold, atMs, account);
  }

  async function viewNow(userId: string): Promise<ProfileView> {
    const nowMs = clock.now();
    const person = people.current(userId);
    const found = person instanceof Promise ? undefined : entries.find(userId, nowMs, person);
    const entry = found ?? (await entries.bringUpToDate(userId, nowMs, person));
    return view(userId, entry, nowMs);
  }

  async function asOfStart(userId: string, day: EpochDay, days?: PersonDays): Promise<ProfileView> {
    const now = await people.current(userId);
    const { cut, workTimes } = days ?? now;
    const person = { ...now, cut, workTimes };
    const atMs = startOfDay(day, cut);
    if (atMs >= clock.now()) return viewNow(userId);
    // A session from the day before may end after the day began. A checkpoint of that day would know it too early.
    const inMemory = entries.checkpointsOf(userId, person);
    const { from } = await findBase(userId, person, day - 1, inMemory);
    const folded = await foldFrom(userId, person, from, day, atMs, []);
    return view(userId, { ...folded, ...person, derived: createDerivedValues({ day }) }, atMs);
  }

  async function rebuild(
    userId: string,
    options: { readonly checkOnly: boolean },
  ): Promise<RebuildReport> {
    const atMs = clock.now();
    const incremental = view(userId, await entries.bringUpToDate(userId, atMs), atMs);
    const { asked } = incremental;
    const keep = checkpointDays(asked.day);
    const base = baseOf(undefined, incremental);
    const afresh = await foldFrom(userId, incremental, base, asked.day, atMs, keep);
    const differing = differingModels(afresh.profile, incremental.profile);
    if (!options.checkOnly) {
      memory.delete(userId);
      await snapshots.forget(userId);
      await states.forget(userId);
      await snapshots.keep(userId, incremental, afresh.kept, asked.day);
    }
    return { userId, sessions: afresh.sessions, matches: differing.length === 0, differing };
  }

  async function forget(userId: string): Promise<void> {
    await entries.forget(userId);
    await snapshots.forget(userId);
    await states.forget(userId);
  }

  return {
    now: viewNow,
    asOfStart,
    rebuild,
    forget,
    close: () => states.close(),
    profileValidUntilMs: (userId) => memory.peek(userId)?.validUntilMs,
    get memory() {
      const { maxBytes } = parts;
      return { bytes: memory.bytes, maxBytes, profiles: memory.profiles };
    },
  };
}
