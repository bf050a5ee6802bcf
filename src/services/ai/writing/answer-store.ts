import { LRUCache } from "lru-cache";
import { userKey } from "../../../domain/user-key.ts";
import type {
  AiAnswerRepository,
  StoredAiAnswer,
} from "../../../repositories/ai-answer-repository.ts";
import type { TextCapability, WrittenTexts } from "../text-request.ts";
import {
  type AnswerEntry,
  type AnswerPlace,
  answerEntry,
  asCached,
  parseEntry,
} from "./answer-entry.ts";
import { inBatches } from "./in-batches.ts";
import { createSharedAnswers, type SharedAnswersParts } from "./shared-answers.ts";

/** Texts written by models, stored in memory, in Redis if configured, and always in the database. */
export interface AnswerStore {
  /** `undefined` when there is no readable answer. */
  find(place: AnswerPlace): Promise<WrittenTexts | undefined>;
  /** Skips the memory of this process, which does not see other processes' writes. */
  findAfresh(place: AnswerPlace): Promise<WrittenTexts | undefined>;
  /** Stores in memory at once; resolves when other processes can find the answer. */
  keep(place: AnswerPlace, written: WrittenTexts, expiresAtMs: number): Promise<void>;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
  list(userId: string): Promise<readonly StoredAiAnswer[]>;
  /** Deletes all answers of a user, in all stores. */
  erase(userId: string): Promise<void>;
  /** @returns the number of valid answers deleted */
  delete(userId: string, capabilities: readonly TextCapability[]): Promise<number>;
}

export interface AnswerStoreParts extends SharedAnswersParts {
  readonly repository: AiAnswerRepository;
}

/** Maximum number of answers in memory. */
const MAX_IN_MEMORY = 2000;
/** Maximum number of answers in a list. */
const MAX_LISTED = 1000;
/** Shortest interval between deletions of expired answers. */
const CLEAR_EVERY_MS = 3_600_000;

export function createAnswerStore(parts: AnswerStoreParts): AnswerStore {
  const { repository, clock, onTrouble } = parts;
  const shared = createSharedAnswers(parts);
  const memory = new LRUCache<string, AnswerEntry>({ max: MAX_IN_MEMORY });
  const pending = new Set<Promise<void>>();
  const save = inBatches(async (answers: readonly StoredAiAnswer[]) => {
    await repository.saveAll(answers);
    return answers.map(() => undefined);
  });
  let clearedAtMs = Number.NEGATIVE_INFINITY;

  const memoryKey = ({ userId, key }: AnswerPlace) => userKey(userId, key);

  /** A database that does not respond counts as empty. */
  async function trying<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work();
    } catch (error) {
      onTrouble(error);
      return undefined;
    }
  }

  async function readDatabase({ userId, key }: AnswerPlace): Promise<AnswerEntry | undefined> {
    const row = await trying(() => repository.find(userId, key, clock.now()));
    return row && parseEntry(row.answer);
  }

  async function findAfresh(place: AnswerPlace): Promise<WrittenTexts | undefined> {
    const entry = (await shared.find(place)) ?? (await readDatabase(place));
    if (entry === undefined || entry.expiresAtMs <= clock.now()) return undefined;
    memory.set(memoryKey(place), entry);
    return asCached(entry);
  }

  async function write(place: AnswerPlace, entry: AnswerEntry): Promise<void> {
    const answer = JSON.stringify(entry);
    const { expiresAtMs } = entry;
    const madeAtMs = entry.written.generatedAtMs;
    await Promise.all([
      trying(() => save({ ...place, madeAtMs, expiresAtMs, answer })),
      shared.keep(place, entry, answer),
      clearOld(),
    ]);
  }

  async function forget(userId: string): Promise<void> {
    const start = userKey(userId, "");
    for (const key of memory.keys()) if (key.startsWith(start)) memory.delete(key);
    await shared.forget(userId);
  }

  async function clearOld(): Promise<void> {
    if (clock.now() - clearedAtMs < CLEAR_EVERY_MS) return;
    clearedAtMs = clock.now();
    await trying(() => repository.expire(clock.now()));
  }

  return {
    async find(place) {
      const known = memory.get(memoryKey(place));
      if (known !== undefined && known.expiresAtMs > clock.now()) return asCached(known);
      return findAfresh(place);
    },
    findAfresh,
    keep(place, written, expiresAtMs) {
      const entry = answerEntry(written, expiresAtMs);
      if (entry === undefined || expiresAtMs <= clock.now()) return Promise.resolve();
      memory.set(memoryKey(place), entry);
      const writing = write(place, entry);
      pending.add(writing);
      return writing.finally(() => pending.delete(writing));
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
    list: (userId) => repository.list(userId, MAX_LISTED),
    async erase(userId) {
      await forget(userId);
      await repository.erase(userId);
    },
    async delete(userId, capabilities) {
      await forget(userId);
      return repository.delete(userId, capabilities, clock.now());
    },
  };
}
