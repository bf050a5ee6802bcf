import type { Database } from "../../db/database.ts";
import type { Clock, VersionFeed } from "../../ports.ts";
import type {
  ErasedRows,
  ErasureRepository,
  StoredPerson,
} from "../../repositories/erasure-repository.ts";

/** Erases people: their stored data, and the memory of this and all other processes. */
export interface ErasureService {
  /** When it resolves, no data of the person remain in the database, the shared store or this process. */
  erase(userId: string): Promise<ErasedRows>;
  /** Everybody with stored data, sorted. */
  people(): Promise<StoredPerson[]>;
  /** Registers a listener that is called whenever a person is erased, for memory that is not organised by person. */
  onForgotten(listener: () => void): void;
  /** Deletes the tombstones of people erased more than a month ago. */
  clearOld(): Promise<void>;
  /** Resolves when no erasure is in progress. */
  close(): Promise<void>;
}

export interface ErasureServiceParts {
  readonly database: Pick<Database, "scrub">;
  readonly repository: ErasureRepository;
  readonly feed: Pick<VersionFeed, "onErased">;
  readonly clock: Clock;
  /** Functions that clear a person from memory. */
  readonly drop: readonly ((userId: string) => void)[];
  /** Functions that delete values derived from a person's data, and cancel computations in progress. */
  readonly forget: readonly ((userId: string) => Promise<unknown>)[];
  readonly onErased: (rows: ErasedRows) => void;
  /** Called when this process handles a person's erasure by any process. */
  readonly onForgotten: () => void;
  readonly onTrouble: (error: unknown) => void;
}

const DAY_MS = 86_400_000;
/** Time for which an erasure is remembered; longer than any process keeps unused data in memory. */
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
    // A computation in progress may have filled the memory again.
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
