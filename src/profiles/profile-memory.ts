import { LRUCache } from "lru-cache";
import type { Profile } from "../models/profile.ts";
import type { ModelName } from "../models/registry.ts";
import { growHeapSlowly } from "../runtime/heap-growth.ts";
import type { Checkpoint } from "./checkpoints.ts";

/** What is kept in memory of one user. */
export interface KeptProfile {
  readonly profile: Profile;
  /** What the profile takes before anything of it was looked at. */
  readonly bytes: number;
  /** Oldest first. */
  readonly checkpoints: readonly Checkpoint[];
}

/**
 * Profiles in memory and what answers remember of them, bounded in bytes; the least recently used profile leaves first,
 * with all that is remembered of it.
 */
export interface ProfileMemory<Kept extends KeptProfile> {
  get(userId: string): Kept | undefined;
  /** The same, without counting as a use. */
  peek(userId: string): Kept | undefined;
  set(userId: string, kept: Kept): void;
  delete(userId: string): void;
  /** Counts so many more bytes that answers remember of a profile, while it is the one that is kept. */
  account(userId: string, profile: Profile, bytes: number): void;
  readonly bytes: number;
  readonly profiles: number;
}

/** What the session predictor remembers of a state once a week was asked for; at most 65 KB, after every week to come. */
const FORECAST_BYTES = 25_000;

/** Key, index, versions and the objects around; among them the profile itself, without any state. */
const BESIDE_BYTES = 3000;

/**
 * With many people every fold leaves garbage beside much that lives, and V8 lets the heap grow to four times what lives.
 * With 64 MB of profiles among 10,000 people that was 657 MB resident, and 390 MB when it may grow by half only,
 * in the same processor time. A process of few people is left to V8.
 */
const MANY_BYTES = 16 * 2 ** 20;

interface Held<Kept> {
  readonly kept: Kept;
  /** Bytes that answers remember. */
  readonly remembered: number;
}

export function profileMemory<Kept extends KeptProfile>(maxBytes: number): ProfileMemory<Kept> {
  const people = new LRUCache<string, Held<Kept>>({ maxSize: maxBytes, sizeCalculation: sizeOf });
  let isLarge = false;

  function hold(userId: string, held: Held<Kept>): void {
    people.set(userId, held);
    if (isLarge || people.calculatedSize < MANY_BYTES) return;
    isLarge = true;
    growHeapSlowly();
  }

  return {
    get: (userId) => people.get(userId)?.kept,
    peek: (userId) => people.peek(userId)?.kept,
    set: (userId, kept) => hold(userId, { kept, remembered: 0 }),
    delete(userId) {
      people.delete(userId);
    },
    account(userId, profile, bytes) {
      const held = people.peek(userId);
      if (held?.kept.profile !== profile) return;
      hold(userId, { kept: held.kept, remembered: held.remembered + bytes });
    },
    get bytes() {
      return people.calculatedSize;
    },
    get profiles() {
      return people.size;
    },
  };
}

/** What a state takes once it was read and asked. */
export function askedBytes(name: ModelName, heapBytes: number): number {
  return heapBytes + (name === "session-predictor" ? FORECAST_BYTES : 0);
}

function sizeOf({ kept, remembered }: Held<KeptProfile>, userId: string): number {
  const stored = kept.checkpoints.reduce((sum, { state }) => sum + state.byteLength, 0);
  return Math.ceil(kept.bytes + stored + remembered + 2 * userId.length + BESIDE_BYTES);
}
