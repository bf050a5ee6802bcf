import type { PersonState } from "../ports.ts";
import type { ProfileState } from "../repositories/profile-state-repository.ts";
import { dayMomentAt, startOfDay } from "../time/local-day.ts";
import type { Checkpoint } from "./checkpoints.ts";
import { joinParts, splitParts } from "./derived-codec.ts";
import { createDerivedValues, type DerivedValues } from "./derived-values.ts";
import { openProfile } from "./profile-codec.ts";
import { askedBytes, type KeptProfile, type ProfileMemory } from "./profile-memory.ts";
import { digestOf } from "./signature-of.ts";

/** A profile in memory, and the time until which it stays current without a write. */
export interface ProfileEntry extends KeptProfile, Omit<PersonState, "language"> {
  /** The state of the profile, which is continued when a day is over. */
  readonly stored: ProfileState;
  readonly derived: DerivedValues;
  readonly sessions: number;
  readonly validFromMs: number;
  readonly validUntilMs: number;
  /** The number of interruptions of the version feed before it was begun. */
  readonly interruptions: number;
}

export interface AskedEntry {
  readonly userId: string;
  readonly person: PersonState;
  readonly nowMs: number;
  readonly interruptions: number;
}

/** Later notifications of an entry, to the memory of profiles and the store of states. */
export interface EntryListeners {
  /** Accounts for the memory of decoded states. */
  readonly account: ProfileMemory<ProfileEntry>["account"];
  /** Called after a new value was derived from the profile; `bytes` encodes the state with that value. */
  readonly onDerived: (stored: ProfileState, bytes: () => Uint8Array) => void;
}

/**
 * The entry of a state that is still current: since then there was no write, no stored session has ended, and the settings
 * are the same.
 *
 * @returns nothing when the state is outdated or cannot be decoded
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
    // The closure holds the bytes and derived values, not the decoded profile, because it may outlive the profile in memory.
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
