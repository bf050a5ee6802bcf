import type { PersonNow } from "../ports.ts";
import type { ProfileState } from "../repositories/profile-state-repository.ts";
import { dayMomentAt, startOfDay } from "../time/local-day.ts";
import type { Checkpoint } from "./checkpoints.ts";
import { joinParts, splitParts } from "./derived-codec.ts";
import { createDerivedValues, type DerivedValues } from "./derived-values.ts";
import { openProfile } from "./profile-codec.ts";
import { askedBytes, type KeptProfile, type ProfileMemory } from "./profile-memory.ts";
import { digestOf } from "./signature-of.ts";

/** A profile in memory, and until when it is the current one without a write. */
export interface ProfileEntry extends KeptProfile, Omit<PersonNow, "language"> {
  /** What it was made of, to be continued when a day is over. */
  readonly stored: ProfileState;
  readonly derived: DerivedValues;
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

/** What the memory of profiles and the store of states are told of an entry later. */
export interface EntryListeners {
  /** Counts what is read of the state. */
  readonly account: ProfileMemory<ProfileEntry>["account"];
  /** More was derived from the profile; `bytes` gives the state with that. */
  readonly onDerived: (stored: ProfileState, bytes: () => Uint8Array) => void;
}

/**
 * The entry of a state that is the person's newest one: no write was since, no stored session has ended, and their settings
 * are the same.
 *
 * @returns nothing when it is not, or cannot be read
 */
export function entryOf(
  { userId, person, nowMs, interruptions }: AskedEntry,
  stored: ProfileState,
  { account, onDerived }: EntryListeners,
  checkpoints: readonly Checkpoint[] = [],
): ProfileEntry | undefined {
  const { version, cut, workTimes, presets } = person;
  const { sessions, knownFromMs, knownUntilMs } = stored;
  if (stored.version !== version || nowMs < knownFromMs || nowMs >= knownUntilMs) return undefined;
  const today = dayMomentAt(nowMs, cut).day;
  if (today < stored.day || stored.signature !== digestOf(person)) return undefined;
  const parts = splitParts(stored.state);
  if (parts === undefined) return undefined;
  const profile = openProfile(parts.profile, {
    ...{ day: today, stated: workTimes },
    onOpened(name, heapBytes) {
      if (profile !== undefined) account(userId, profile, askedBytes(name, heapBytes));
    },
  });
  if (profile === undefined) return undefined;
  const derived = createDerivedValues({
    ...{ day: today, stored: parts.derived },
    onRead: (heapBytes) => account(userId, profile, heapBytes),
    // Holds the bytes and what was derived, not what was read of the profile: it may wait until others have left memory.
    onNew: () => onDerived(stored, () => joinParts({ ...parts, derived: derived.bytes() })),
  });
  return {
    ...{ version, cut, workTimes, presets, profile, derived, stored, sessions, interruptions },
    bytes: stored.state.byteLength,
    validFromMs: Math.max(knownFromMs, startOfDay(today, cut)),
    validUntilMs: Math.min(startOfDay(today + 1, cut), knownUntilMs),
    checkpoints,
  };
}
