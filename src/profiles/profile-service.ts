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
  /** Whether the incremental profile equals the one folded afresh from the table. */
  readonly matches: boolean;
  /** Names of the models whose states differ. */
  readonly differing: readonly string[];
}

export interface ProfileService {
  /** The profile now. */
  now(userId: string): Promise<ProfileView>;
  /** The profile as it stood when `day` began: for a past day it holds nothing that was known later. */
  /** @param days those with which the answer has begun; as the person wants them now when absent */
  asOfStart(userId: string, day: EpochDay, days?: PersonDays): Promise<ProfileView>;
  /** Folds the whole history afresh, compares, and (unless `checkOnly`) replaces what was kept. */
  rebuild(userId: string, options: { readonly checkOnly: boolean }): Promise<RebuildReport>;
  /** Forgets all that was learned from a user, also what is being worked out just now, in memory and stored. */
  forget(userId: string): Promise<void>;
  /**
   * When the profile last worked out will be another one without any write: the day ends, or a session stored
   * ahead becomes known. Nothing when the profile is not in memory.
   */
  heldUntilMs(userId: string): number | undefined;
  /** Stores what waits to be stored. */
  close(): Promise<void>;
  readonly memory: { readonly bytes: number; readonly maxBytes: number; readonly profiles: number };
}

export interface ProfileServiceParts extends HistoryFoldingParts, ProfileEntriesParts {
  readonly clock: Clock;
}

/** Keeps one fold per user in memory, continues it from the table, and never scans what it already knows. */
export function createProfileService(parts: ProfileServiceParts): ProfileService {
  const { clock, snapshots, states, people } = parts;
  const folding = createHistoryFolding(parts);
  const { findBase, foldFrom } = folding;
  const entries = createProfileEntries(parts, folding);
  const { memory } = entries;

  function view(userId: string, fold: ViewedFold, atMs: number): ProfileView {
    // A view of the past is not in memory, and what is remembered of it leaves with the view.
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
    // A session begun on the eve may have ended after the day began; a checkpoint of that day knows it too early.
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
    heldUntilMs: (userId) => memory.peek(userId)?.validUntilMs,
    get memory() {
      const { maxBytes } = parts;
      return { bytes: memory.bytes, maxBytes, profiles: memory.profiles };
    },
  };
}
