import { LRUCache } from "lru-cache";
import type { Profile } from "../../models/profile.ts";
import { growHeapSlowly } from "../heap-growth.ts";
import type { Checkpoint } from "./checkpoints.ts";

/** What is kept in memory of one user. */
export interface KeptProfile {
  readonly profile: Profile;
  /** Length of the profile's JSON. */
  readonly characters: number;
  /** Oldest first. */
  readonly checkpoints: readonly Checkpoint[];
}

/** Profiles in memory, bounded in bytes; who was asked about longest ago leaves first. */
export interface ProfileMemory<Kept extends KeptProfile> {
  get(userId: string): Kept | undefined;
  /** The same without counting as a question. */
  peek(userId: string): Kept | undefined;
  set(userId: string, kept: Kept): void;
  delete(userId: string): void;
  readonly bytes: number;
  readonly profiles: number;
}

/**
 * A profile on the heap, from the length of its JSON. Measured with 400 copies of each: 59 KB of nobody's (17,000
 * characters), 74 KB after 300 sessions (29,000), 145 KB after 30,000 (74,000); the line is within 6 %.
 */
const PROFILE_BYTES = 30_000;
const BYTES_PER_CHARACTER = 1.6;

/** Key, index, versions and the objects around. */
const BESIDE_BYTES = 2000;

/**
 * Profiles of which answers may remember what follows (`src/services/answers`). That is 0.2 MB each when every route was
 * asked, twice the profile itself and not in the bound: 14 MB for these. For others it is worked out again.
 */
const MOST_REMEMBERED = 64;

/**
 * With many people every fold leaves garbage beside much that lives, and V8 lets the heap grow to four times what lives.
 * With 64 MB of profiles among 10,000 people that was 657 MB resident, and 390 MB when it may grow by half only,
 * in the same processor time. A process of few people is left to V8.
 */
const MANY_BYTES = 16 * 2 ** 20;

export function profileMemory<Kept extends KeptProfile>(maxBytes: number): ProfileMemory<Kept> {
  const kept = new LRUCache<string, Kept>({ maxSize: maxBytes, sizeCalculation: sizeOf });
  let isLarge = false;
  const recent = new LRUCache<string, Profile>({
    max: MOST_REMEMBERED,
    dispose: (profile, userId, reason) => {
      if (reason === "evict") forgetConclusions(userId, profile);
    },
  });

  /** What is remembered hangs on the object: the same states in another object have nothing hanging on them. */
  function forgetConclusions(userId: string, profile: Profile): void {
    const held = kept.peek(userId);
    if (held?.profile === profile) kept.set(userId, { ...held, profile: { ...profile } });
  }

  return {
    get(userId) {
      const held = kept.get(userId);
      if (held !== undefined && recent.get(userId) !== held.profile) {
        recent.set(userId, held.profile);
      }
      return held;
    },
    peek: (userId) => kept.peek(userId),
    set(userId, entry) {
      kept.set(userId, entry);
      recent.set(userId, entry.profile);
      if (isLarge || kept.calculatedSize < MANY_BYTES) return;
      isLarge = true;
      growHeapSlowly();
    },
    delete(userId) {
      kept.delete(userId);
      recent.delete(userId);
    },
    get bytes() {
      return kept.calculatedSize;
    },
    get profiles() {
      return kept.size;
    },
  };
}

function sizeOf({ characters, checkpoints }: KeptProfile, userId: string): number {
  const stored = checkpoints.reduce((sum, { state }) => sum + state.byteLength, 0);
  const own = PROFILE_BYTES + BYTES_PER_CHARACTER * characters;
  return Math.ceil(own + stored + 2 * userId.length + BESIDE_BYTES);
}
