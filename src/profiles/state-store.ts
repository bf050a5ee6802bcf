import { LRUCache } from "lru-cache";
import type { Alarm } from "../ports.ts";
import type {
  OwnProfileState,
  ProfileState,
  ProfileStateRepository,
} from "../repositories/profile-state-repository.ts";

/** Profiles that outlive the process, as they stood when they were last worked out. All of them can be lost. */
export interface StateStore {
  /** Takes what was read of a person together with something else, for the next request about them. */
  offer(userId: string, state: ProfileState): void;
  /** What was offered of a person, once. */
  take(userId: string): ProfileState | undefined;
  /** What is stored of a person. */
  find(userId: string): Promise<ProfileState | undefined>;
  /**
   * Stores a state soon; nobody waits for it.
   *
   * @param bytes the state as it is when it is stored; as it is now when absent
   */
  keep(state: OwnProfileState, bytes?: () => Uint8Array): void;
  /** Forgets everything stored of a person, also what is being stored just now. */
  forget(userId: string): Promise<void>;
  /** Stores what waits. */
  close(): Promise<void>;
}

export interface StateStoreParts {
  readonly states: ProfileStateRepository;
  readonly after: Alarm;
  /** Told of every failure; the service goes on without the state. */
  readonly onTrouble: (error: unknown) => void;
}

/** Of offered states that were not taken: a read of a person is usually followed by a question about them. */
const MAX_OFFERED_BYTES = 4 * 2 ** 20;

/** How long a state waits: one that changes again meanwhile is stored once. */
const WAIT_MS = 1000;

/** States in one statement. */
const BATCH = 64;

/** States that wait; the longest waiting are lost, which costs a replay each. */
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
        // What refuses one batch refuses the next.
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

/** What is learned from a profile that has been replaced meanwhile does not take the place of what replaced it. */
function isOlder(one: OwnProfileState, other: OwnProfileState | undefined): boolean {
  if (other === undefined || one.version > other.version) return false;
  return one.version < other.version || one.knownFromMs < other.knownFromMs;
}
