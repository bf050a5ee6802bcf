import { emptyProfile } from "../models/profile.ts";
import type { PersonState } from "../ports.ts";
import type { VersionRepository } from "../repositories/version-repository.ts";
import type { EpochDay } from "../time/calendar.ts";
import { type DayCut, startOfDay } from "../time/local-day.ts";
import { type Checkpoint, stillHolds } from "./checkpoints.ts";
import { type FoldBase, type FoldResult, foldHistory } from "./fold-history.ts";
import type { HistoryReader } from "./history-reader.ts";
import { decodeProfile } from "./profile-codec.ts";
import type { FoldSettings } from "./signature-of.ts";
import type { SnapshotStore } from "./snapshot-store.ts";

/** A fold to continue, and the checkpoints that are still valid. */
export interface HeldFold {
  readonly from: FoldBase;
  readonly holding: readonly Checkpoint[];
}

/** Folds histories, starting from the newest valid checkpoint. */
export interface HistoryFolding {
  /** The newest valid fold that is not later than `day`: from memory, otherwise stored, otherwise empty. */
  findBase(
    userId: string,
    settings: FoldSettings,
    day: EpochDay,
    inMemory: readonly Checkpoint[],
  ): Promise<HeldFold>;
  /** The time at which the profile of a fold to `toDay` changes without a write: the end of a stored session. */
  knownUntilMs(userId: string, fold: FoldResult, toDay: EpochDay, cut: DayCut): Promise<number>;
  /**
   * Continues a fold to the end of the day before `toDay`, with the sessions that were known at an instant.
   *
   * @param keep the days at which a checkpoint of the fold is kept
   */
  foldFrom(
    userId: string,
    person: Pick<PersonState, "version" | "cut" | "workTimes">,
    from: FoldBase,
    toDay: EpochDay,
    knownUntilMs: number,
    keep: readonly EpochDay[],
  ): Promise<FoldResult>;
}

export interface HistoryFoldingParts {
  readonly history: HistoryReader;
  readonly versions: VersionRepository;
  readonly snapshots: SnapshotStore;
}

export function createHistoryFolding(parts: HistoryFoldingParts): HistoryFolding {
  const { history, versions, snapshots } = parts;

  async function findBase(
    userId: string,
    settings: FoldSettings,
    day: EpochDay,
    inMemory: readonly Checkpoint[],
  ): Promise<HeldFold> {
    const holds = async (checkpoint: { day: EpochDay; version: number }) =>
      stillHolds(checkpoint.day, await firstChangedDay(userId, checkpoint.version));
    const holding: Checkpoint[] = [];
    for (const checkpoint of inMemory) {
      if (checkpoint.day <= day && (await holds(checkpoint))) holding.push(checkpoint);
    }
    if (holding.length === 0) {
      const stored = await snapshots.find(userId, settings, day, holds);
      if (stored !== undefined) holding.push(stored);
    }
    return { from: baseOf(holding.at(-1), settings), holding };
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
    { version, cut, workTimes }: Pick<PersonState, "version" | "cut" | "workTimes">,
    from: FoldBase,
    toDay: EpochDay,
    knownUntilMs: number,
    keep: readonly EpochDay[],
  ): Promise<FoldResult> {
    const fromDay = Number.isFinite(from.day) ? from.day : undefined;
    const days = history.days(userId, cut, fromDay, toDay);
    return foldHistory({ from, days, knownUntilMs, toDay, version, stated: workTimes, keep });
  }

  async function knownUntilMs(
    userId: string,
    { nextKnownAtMs }: FoldResult,
    toDay: EpochDay,
    cut: DayCut,
  ): Promise<number> {
    if (Number.isFinite(nextKnownAtMs)) return nextKnownAtMs;
    const hasLater = await history.hasLater(userId, toDay);
    return hasLater ? startOfDay(toDay + 1, cut) : nextKnownAtMs;
  }

  return { findBase, foldFrom, knownUntilMs };
}

/** The fold to continue: that of the checkpoint, or an empty one. */
export function baseOf(
  checkpoint: Checkpoint | undefined,
  { presets }: Pick<FoldSettings, "presets">,
): FoldBase {
  const profile = checkpoint === undefined ? undefined : decodeProfile(checkpoint.state);
  if (checkpoint === undefined || profile === undefined) {
    return {
      day: Number.NEGATIVE_INFINITY,
      sessions: 0,
      profile: emptyProfile(presets ?? undefined),
    };
  }
  return { day: checkpoint.day, sessions: checkpoint.sessions, profile };
}
