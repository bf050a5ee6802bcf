import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { type Static, Type } from "typebox";
import { circuitBreaker } from "../../../cache/circuit-breaker.ts";
import { userKey } from "../../../domain/user-key.ts";
import type { CacheStore, Clock } from "../../../ports.ts";
import type {
  AiAnswerRepository,
  StoredAiAnswer,
} from "../../../repositories/ai-answer-repository.ts";
import { compileCheck } from "../../../schemas/validate.ts";
import type { TextCapability, WrittenTexts } from "../text-request.ts";
import { inBatches } from "./in-batches.ts";

/** Where one answer belongs. */
export interface AnswerPlace {
  readonly userId: string;
  readonly key: string;
  readonly capability: TextCapability;
}

/** What models wrote, kept in memory, in Redis when there is one, and in the database always. */
export interface AnswerStore {
  /** Nothing when there is none, or none that can be read. */
  find(place: AnswerPlace): Promise<WrittenTexts | undefined>;
  /** Not in this process' memory, which does not see what others write. */
  findAfresh(place: AnswerPlace): Promise<WrittenTexts | undefined>;
  /** In memory at once; resolves when other processes can find it. */
  keep(place: AnswerPlace, written: WrittenTexts, expiresAtMs: number): Promise<void>;
  /** Until nothing is being written any more. */
  settled(): Promise<void>;
  list(userId: string): Promise<readonly StoredAiAnswer[]>;
  /** All of a user's, wherever they are kept. */
  erase(userId: string): Promise<void>;
  /** @returns how many valid ones were deleted */
  delete(userId: string, capabilities: readonly TextCapability[]): Promise<number>;
}

export interface AnswerStoreParts {
  readonly repository: AiAnswerRepository;
  readonly shared: CacheStore | undefined;
  /** Begins every key in the shared store. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly onTrouble: (error: unknown) => void;
}

const MAX_IN_MEMORY = 2000;
const MAX_LISTED = 1000;
const CLEAR_EVERY_MS = 3_600_000;

const StoredTexts = Type.Object({
  texts: Type.Record(Type.String(), Type.String()),
  source: Type.Enum(["model", "mixed"]),
  model: Type.String(),
  promptVersion: Type.String(),
  generatedAtMs: Type.Number(),
});
const Entry = Type.Object({ written: StoredTexts, expiresAtMs: Type.Number() });
type Entry = Static<typeof Entry>;
const checkEntry = compileCheck(Entry);

export function answerStore(parts: AnswerStoreParts): AnswerStore {
  const { repository, shared, prefix, clock, onTrouble } = parts;
  const memory = new LRUCache<string, Entry>({ max: MAX_IN_MEMORY });
  const breaker = circuitBreaker(clock);
  const pending = new Set<Promise<void>>();
  const save = inBatches(async (answers: readonly StoredAiAnswer[]) => {
    await repository.saveAll(answers);
    return answers.map(() => undefined);
  });
  let clearedAtMs = Number.NEGATIVE_INFINITY;

  const memoryKey = ({ userId, key }: AnswerPlace) => userKey(userId, key);
  const groupOf = (userId: string) => `${prefix}{ai ${hash("sha256", userId, "base64url")}}`;
  const sharedKey = ({ userId, key }: AnswerPlace) => `${groupOf(userId)}${key}`;

  /** A store that does not answer has nothing. */
  async function trying<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work();
    } catch (error) {
      onTrouble(error);
      return undefined;
    }
  }

  async function onShared<Value>(
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

  async function readShared(place: AnswerPlace): Promise<Entry | undefined> {
    const group = groupOf(place.userId);
    const text = await onShared((store) => store.get(sharedKey(place), group));
    return text === undefined ? undefined : parseEntry(text);
  }

  async function readDatabase({ userId, key }: AnswerPlace): Promise<Entry | undefined> {
    const row = await trying(() => repository.find(userId, key, clock.now()));
    return row && parseEntry(row.answer);
  }

  async function findAfresh(place: AnswerPlace): Promise<WrittenTexts | undefined> {
    const entry = (await readShared(place)) ?? (await readDatabase(place));
    if (entry === undefined || entry.expiresAtMs <= clock.now()) return undefined;
    memory.set(memoryKey(place), entry);
    return asCached(entry);
  }

  async function write(place: AnswerPlace, entry: Entry): Promise<void> {
    const answer = JSON.stringify(entry);
    const { expiresAtMs } = entry;
    const madeAtMs = entry.written.generatedAtMs;
    const group = groupOf(place.userId);
    const rank = [Math.floor(madeAtMs), 0, 0] as const;
    const ttlMs = expiresAtMs - clock.now();
    await Promise.all([
      trying(() => save({ ...place, madeAtMs, expiresAtMs, answer })),
      onShared((store) => store.set(sharedKey(place), answer, { ttlMs, group, rank })),
      clearOld(),
    ]);
  }

  async function forget(userId: string): Promise<void> {
    const start = userKey(userId, "");
    for (const key of memory.keys()) if (key.startsWith(start)) memory.delete(key);
    await onShared(async (store) => {
      const members = await store.members(groupOf(userId));
      await store.delete([groupOf(userId), ...members]);
    });
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
      const checked = checkEntry({ written, expiresAtMs });
      // Only what a model had a part in: templates cost nothing and must not outlive an outage.
      if (!("value" in checked) || expiresAtMs <= clock.now()) return Promise.resolve();
      memory.set(memoryKey(place), checked.value);
      const writing = write(place, checked.value);
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

function asCached({ written }: Entry): WrittenTexts {
  return { ...written, cachedAtMs: written.generatedAtMs };
}

/** Nothing for what is not ours, or of another version of this code. */
function parseEntry(text: string): Entry | undefined {
  try {
    const checked = checkEntry(JSON.parse(text));
    return "value" in checked ? checked.value : undefined;
  } catch {
    return undefined;
  }
}
