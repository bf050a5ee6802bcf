import type { Database } from "../../db/database.ts";
import type { Clock, VersionFeed } from "../../ports.ts";
import type {
  ErasedRows,
  ErasureRepository,
  StoredPerson,
} from "../../repositories/erasure-repository.ts";

/** Erases people: what is stored of them, and what this and all other processes remember. */
export interface ErasureService {
  /** When it resolves, nothing of the person is in the database, the shared store or this process. */
  erase(userId: string): Promise<ErasedRows>;
  /** Everybody of whom anything is stored, sorted. */
  people(): Promise<StoredPerson[]>;
  /** Is called whenever somebody is forgotten, for memory that is not kept by person. */
  onForgotten(listener: () => void): void;
  /** Deletes what was left of people who were erased over a month ago. */
  clearOld(): Promise<void>;
  /** Until nobody is being forgotten any more. */
  close(): Promise<void>;
}

export interface ErasureServiceParts {
  readonly database: Pick<Database, "scrub">;
  readonly repository: ErasureRepository;
  readonly feed: Pick<VersionFeed, "onErased">;
  readonly clock: Clock;
  /** Drop what is in memory of a person. */
  readonly drop: readonly ((userId: string) => void)[];
  /** Forget what was worked out of a person's data, and end what is being worked out. */
  readonly forget: readonly ((userId: string) => Promise<unknown>)[];
  readonly onErased: (rows: ErasedRows) => void;
  /** Somebody whom any process has erased is forgotten here. */
  readonly onForgotten: () => void;
  readonly onTrouble: (error: unknown) => void;
}

const DAY_MS = 86_400_000;
/** Longer than any process remembers anything that it does not use. */
const WORD_KEPT_MS = 30 * DAY_MS;

export function createErasureService(parts: ErasureServiceParts): ErasureService {
  const { repository, clock, feed } = parts;
  const listeners = new Set<() => void>();
  const underWay = new Set<Promise<void>>();

  function dropMemory(userId: string): void {
    for (const drop of parts.drop) drop(userId);
    for (const listener of listeners) listener();
  }

  async function forget(userId: string): Promise<void> {
    dropMemory(userId);
    await Promise.all(parts.forget.map((each) => each(userId)));
    // What was being worked out may have been remembered meanwhile.
    dropMemory(userId);
  }

  const unsubscribe = feed.onErased?.((userId) => {
    const forgetting = forget(userId)
      .then(parts.onForgotten, parts.onTrouble)
      .finally(() => underWay.delete(forgetting));
    underWay.add(forgetting);
  });

  return {
    async erase(userId) {
      const rows = await repository.erase(userId, clock.now());
      await forget(userId);
      await repository.expire(clock.now() - WORD_KEPT_MS);
      await parts.database.scrub?.();
      parts.onErased(rows);
      return rows;
    },
    people: () => repository.listPeople(),
    onForgotten: (listener) => {
      listeners.add(listener);
    },
    clearOld: () => repository.expire(clock.now() - WORD_KEPT_MS),
    async close() {
      unsubscribe?.();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
