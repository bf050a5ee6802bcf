import { LRUCache } from "lru-cache";
import type { Alarm } from "../ports.ts";
import type {
  OwnProfileState,
  ProfileState,
  ProfileStateRepository,
} from "../repositories/profile-state-repository.ts";

/** Stored states of the last computed profiles, which outlive the process. They are a cache: all of them can be lost. */
export interface StateStore {
  /** Offers a state that was read along with other data of a person, for the next request about them. */
  offer(userId: string, state: ProfileState): void;
  /** Takes the offered state of a person, once. */
  take(userId: string): ProfileState | undefined;
  /** Reads the stored state of a person. */
  find(userId: string): Promise<ProfileState | undefined>;
  /**
   * Stores a state in the background.
   *
   * @param bytes encodes the state at the time of storing; the current bytes of the state when absent
   */
  keep(state: OwnProfileState, bytes?: () => Uint8Array): void;
  /** Deletes the stored states of a person, also those that are being stored now. */
  forget(userId: string): Promise<void>;
  /** Stores the pending states. */
  close(): Promise<void>;
}

export interface StateStoreParts {
  readonly states: ProfileStateRepository;
  readonly after: Alarm;
  /** Receives every failure. The service continues without the state. */
  readonly onTrouble: (error: unknown) => void;
}

/** Bytes of offered states that were not taken yet. A request about the person usually follows and takes the state. */
const MAX_OFFERED_BYTES = 4 * 2 ** 20;

/** Delay before a state is stored. Changes within it are stored once. */
const WAIT_MS = 1000;

/** States per statement. */
const BATCH = 64;

/** Pending states. Beyond this number the oldest are dropped, which costs a replay each. */
const MAX_WAITING = 4096;

interface Waiting {
  readonly state: OwnProfileState;
  readonly bytes: (() => Uint8Array) | undefined;
}

export function createStateStore(parts: StateStoreParts): StateStore {
  const { states, after, onTrouble } = parts;
  const offered = new LRUCache<string, ProfileState>({
    maxSize: MAX_OFFERED_BYTES,
    sizeCalculation: ({ state }) => 500 + state.byteLength,
  });
  const waiting = new Map<string, Waiting>();
  let storing: Promise<void> | undefined;
  let cancel: (() => void) | undefined;

  async function store(): Promise<void> {
    cancel?.();
    cancel = undefined;
    while (waiting.size > 0) {
      const batch = [...waiting.values()].slice(0, BATCH);
      for (const { state } of batch) waiting.delete(state.userId);
      try {
        await states.save(
          batch.map(({ state, bytes }) => ({ ...state, state: bytes?.() ?? state.state })),
        );
      } catch (error) {
        onTrouble(error);
        // The database would refuse the next batches for the same reason.
        waiting.clear();
      }
    }
  }

  function storeSoon(): void {
    if (cancel !== undefined || storing !== undefined) return;
    cancel = after(WAIT_MS, () => void storeNow());
  }

  function storeNow(): Promise<void> {
    storing ??= store().finally(() => {
      storing = undefined;
      if (waiting.size > 0) storeSoon();
    });
    return storing;
  }

  return {
    offer(userId, state) {
      offered.set(userId, state);
    },
    take(userId) {
      const found = offered.get(userId);
      if (found !== undefined) offered.delete(userId);
      return found;
    },
    async find(userId) {
      try {
        return await states.find(userId);
      } catch (error) {
        onTrouble(error);
        return undefined;
      }
    },
    keep(state, bytes) {
      if (isOlder(state, waiting.get(state.userId)?.state)) return;
      waiting.set(state.userId, { state, bytes });
      const [longest] = waiting.keys();
      if (waiting.size > MAX_WAITING && longest !== undefined) waiting.delete(longest);
      storeSoon();
    },
    async forget(userId) {
      offered.delete(userId);
      waiting.delete(userId);
      await storing;
      await states.delete(userId);
    },
    async close() {
      await storing;
      await storeNow();
    },
  };
}

/**
 * Whether a state is older than another one. A value derived from a replaced profile must not overwrite the newer
 * state.
 */
function isOlder(one: OwnProfileState, other: OwnProfileState | undefined): boolean {
  if (other === undefined || one.version > other.version) return false;
  return one.version < other.version || one.knownFromMs < other.knownFromMs;
}
