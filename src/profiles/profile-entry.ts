import type { PersonNow } from "../ports.ts";
import type { ProfileState } from "../repositories/profile-state-repository.ts";
import { dayMomentAt, startOfDay } from "../time/local-day.ts";
import type { Checkpoint } from "./checkpoints.ts";
import { openProfile } from "./profile-codec.ts";
import { askedBytes, type KeptProfile, type ProfileMemory } from "./profile-memory.ts";
import { digestOf } from "./signature-of.ts";

/** A profile in memory, and until when it is the current one without a write. */
export interface ProfileEntry extends KeptProfile, Omit<PersonNow, "language"> {
  /** What it was made of, to be continued when a day is over. */
  readonly stored: ProfileState;
  readonly sessions: number;
  readonly validFromMs: number;
  readonly validUntilMs: number;
  /** How many interruptions of the version feed there had been when it was begun. */
  readonly interruptions: number;
}

export interface AskedEntry {
  readonly userId: string;
  readonly person: PersonNow;
  readonly nowMs: number;
  readonly interruptions: number;
}

/**
 * The entry of a state that is the person's newest one: no write was since, no stored session has ended, and their settings
 * are the same.
 *
 * @param account counts what is read of the state later
 * @returns nothing when it is not, or cannot be read
 */
export function entryOf(
  { userId, person, nowMs, interruptions }: AskedEntry,
  stored: ProfileState,
  account: ProfileMemory<ProfileEntry>["account"],
  checkpoints: readonly Checkpoint[] = [],
): ProfileEntry | undefined {
  const { version, cut, workTimes, presets } = person;
  const { sessions, knownFromMs, knownUntilMs } = stored;
  if (stored.version !== version || nowMs < knownFromMs || nowMs >= knownUntilMs) return undefined;
  const today = dayMomentAt(nowMs, cut).day;
  if (today < stored.day || stored.signature !== digestOf(person)) return undefined;
  const profile = openProfile(stored.state, {
    ...{ day: today, stated: workTimes },
    onOpened(name, heapBytes) {
      if (profile !== undefined) account(userId, profile, askedBytes(name, heapBytes));
    },
  });
  if (profile === undefined) return undefined;
  return {
    ...{ version, cut, workTimes, presets, profile, stored, sessions, interruptions },
    bytes: stored.state.byteLength,
    validFromMs: Math.max(knownFromMs, startOfDay(today, cut)),
    validUntilMs: Math.min(startOfDay(today + 1, cut), knownUntilMs),
    checkpoints,
  };
}
