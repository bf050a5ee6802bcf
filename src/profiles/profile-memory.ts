import { LRUCache } from "lru-cache";
import type { Profile } from "../models/profile.ts";
import type { ModelName } from "../models/registry.ts";
import { growHeapSlowly } from "../runtime/heap-growth.ts";
import type { Checkpoint } from "./checkpoints.ts";

/** One user's profile in memory. */
export interface KeptProfile {
  readonly profile: Profile;
  /** The size of the profile before any state is decoded. */
  readonly bytes: number;
  /** Oldest first. */
  readonly checkpoints: readonly Checkpoint[];
}

/**
 * Profiles in memory with the memos of answers, bounded in bytes. The least recently used profile is evicted first, with
 * all its memos.
 */
export interface ProfileMemory<Kept extends KeptProfile> {
  get(userId: string): Kept | undefined;
  /** The same, without counting as a use. */
  peek(userId: string): Kept | undefined;
  set(userId: string, kept: Kept): void;
  delete(userId: string): void;
  /** Adds bytes of answers' memos to a profile, while it is the one in memory. */
  account(userId: string, profile: Profile, bytes: number): void;
  readonly bytes: number;
  readonly profiles: number;
}

/** Memos of the session predictor after the forecast of one week; at most 65 KB, after forecasts of all future weeks. */
const FORECAST_BYTES = 25_000;

/** Key, index, versions and surrounding objects, among them the profile itself without its states. */
const BESIDE_BYTES = 3000;

/**
 * From this size on the heap grows slowly. With many people every fold leaves garbage beside many live objects, and V8
 * lets the heap grow to four times the live objects. With 64 MB of profiles among 10,000 people, 657 MB were resident, and
 * 390 MB with at most 50 % growth, in the same processor time. In a process with few people V8's default stays.
 */
const MANY_BYTES = 16 * 2 ** 20;

interface Held<Kept> {
  readonly kept: Kept;
  /** Bytes of answers' memos. */
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

/** The memory of a state after it was decoded and used. */
export function askedBytes(name: ModelName, heapBytes: number): number {
  return heapBytes + (name === "session-predictor" ? FORECAST_BYTES : 0);
}

function sizeOf({ kept, remembered }: Held<KeptProfile>, userId: string): number {
  const stored = kept.checkpoints.reduce((sum, { state }) => sum + state.byteLength, 0);
  return Math.ceil(kept.bytes + stored + remembered + 2 * userId.length + BESIDE_BYTES);
}
