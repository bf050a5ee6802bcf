import { hash } from "node:crypto";
import { createCircuitBreaker } from "../../../cache/circuit-breaker.ts";
import type { CacheStore, Clock } from "../../../ports.ts";
import { type AnswerEntry, type AnswerPlace, parseEntry } from "./answer-entry.ts";

/** Answers in Redis, shared with other processes. A store that does not respond counts as empty. */
export interface SharedAnswers {
  find(place: AnswerPlace): Promise<AnswerEntry | undefined>;
  /** @param answer the entry as JSON */
  keep(place: AnswerPlace, entry: AnswerEntry, answer: string): Promise<void>;
  /** Deletes all answers of a user. */
  forget(userId: string): Promise<void>;
}

export interface SharedAnswersParts {
  /** Absent when nothing is shared. */
  readonly shared: CacheStore | undefined;
  /** Prefix of every key in the shared store. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly onTrouble: (error: unknown) => void;
}

export function createSharedAnswers(parts: SharedAnswersParts): SharedAnswers {
  const { shared, prefix, clock, onTrouble } = parts;
  const breaker = createCircuitBreaker(clock);
  const groupOf = (userId: string) => `${prefix}{ai ${hash("sha256", userId, "base64url")}}`;
  const keyOf = ({ userId, key }: AnswerPlace) => `${groupOf(userId)}${key}`;

  async function attempt<Value>(
    work: (store: CacheStore) => Promise<Value>,
  ): Promise<Value | undefined> {
    if (shared === undefined || !breaker.allows()) return undefined;
    try {
      const value = await work(shared);
      breaker.succeeded();
      return value;
    } catch (error) {
      breaker.failed();
      onTrouble(error);
      return undefined;
    }
  }

  return {
    async find(place) {
      const group = groupOf(place.userId);
      const text = await attempt((store) => store.get(keyOf(place), group));
      return text === undefined ? undefined : parseEntry(text);
    },
    async keep(place, { written, expiresAtMs }, answer) {
      const group = groupOf(place.userId);
      const rank = [Math.floor(written.generatedAtMs), 0, 0] as const;
      const ttlMs = expiresAtMs - clock.now();
      await attempt((store) => store.set(keyOf(place), answer, { ttlMs, group, rank }));
    },
    async forget(userId) {
      await attempt(async (store) => {
        const members = await store.members(groupOf(userId));
        await store.delete([groupOf(userId), ...members]);
      });
    },
  };
}
