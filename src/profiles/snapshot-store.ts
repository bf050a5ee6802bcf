import type { ProfileSnapshotRepository } from "../repositories/profile-snapshot-repository.ts";
import type { EpochDay } from "../time/calendar.ts";
import { type Checkpoint, checkpointDays } from "./checkpoints.ts";
import { decodeProfile } from "./profile-codec.ts";
import { type FoldSettings, signatureOf } from "./signature-of.ts";

/** Stored checkpoints, which outlive the process. They are a cache: when they are lost, a history is folded again. */
export interface SnapshotStore {
  /** The newest stored checkpoint with these settings, for `atOrBefore` or earlier, for which `holds` is true. */
  find(
    userId: string,
    settings: FoldSettings,
    atOrBefore: EpochDay,
    holds: (checkpoint: { day: EpochDay; version: number }) => Promise<boolean>,
  ): Promise<Checkpoint | undefined>;
  /** Stores checkpoints, and prunes the stored ones to the nearest of each wanted age. */
  keep(
    userId: string,
    settings: FoldSettings,
    checkpoints: readonly Checkpoint[],
    today: EpochDay,
  ): Promise<void>;
  /** Deletes all stored checkpoints of a user. */
  forget(userId: string): Promise<void>;
}

export interface SnapshotStoreParts {
  readonly snapshots: ProfileSnapshotRepository;
  /** Receives every failure. The service continues without the snapshot. */
  readonly onTrouble: (error: unknown) => void;
}

export function createSnapshotStore(parts: SnapshotStoreParts): SnapshotStore {
  const { snapshots, onTrouble } = parts;

  async function find(
    userId: string,
    settings: FoldSettings,
    atOrBefore: EpochDay,
    holds: (checkpoint: { day: EpochDay; version: number }) => Promise<boolean>,
  ): Promise<Checkpoint | undefined> {
    let before = atOrBefore;
    for (;;) {
      const stored = await snapshots.findLatest(userId, signatureOf(settings), before);
      if (stored === undefined) return undefined;
      const { throughDay: day, version, sessions } = stored;
      if (await holds({ day, version })) {
        if (decodeProfile(stored.state) !== undefined) {
          return { day, version, sessions, state: stored.state };
        }
      }
      before = day - 1;
    }
  }

  async function keep(
    userId: string,
    settings: FoldSettings,
    checkpoints: readonly Checkpoint[],
    today: EpochDay,
  ): Promise<void> {
    const signature = signatureOf(settings);
    for (const { day, version, sessions, state } of checkpoints) {
      await snapshots.save({ userId, signature, throughDay: day, version, sessions, state });
    }
    const stored = await snapshots.listDays(userId, signature);
    await snapshots.prune(userId, signature, nearestToAges(stored, today));
  }

  return {
    find: (userId, settings, atOrBefore, holds) =>
      find(userId, settings, atOrBefore, holds).catch((error: unknown) => {
        onTrouble(error);
        return undefined;
      }),
    keep: (userId, settings, checkpoints, today) =>
      keep(userId, settings, checkpoints, today).catch((error: unknown) => onTrouble(error)),
    forget: (userId) => snapshots.deleteFrom(userId, 0),
  };
}

/** For every wanted age, the newest stored day of at least that age. */
function nearestToAges(stored: readonly EpochDay[], today: EpochDay): EpochDay[] {
  const kept = new Set<EpochDay>();
  for (const wanted of checkpointDays(today)) {
    const nearest = stored.findLast((day) => day <= wanted);
    if (nearest !== undefined) kept.add(nearest);
  }
  return [...kept];
}
