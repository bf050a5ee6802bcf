import { hash } from "node:crypto";
import { type CacheStore, CacheStoreError, type Clock } from "../../ports.ts";
import type { CachedAnswer } from "./cached-answer.ts";
import { circuitBreaker } from "./circuit-breaker.ts";
import { decodeEntry, encodeEntry } from "./entry-codec.ts";
import { keyOf, type Question } from "./question.ts";
import { type Selection, selects, selectsRoute } from "./selection.ts";

/** Answers that replicas share. Nothing here throws or takes long: a tier that cannot answer says "not found". */
export interface SharedTier {
  /** The newest answer to the question, whatever data it was made from; the caller looks at its stamp. */
  find(question: Question): Promise<CachedAnswer | undefined>;
  /** Stores in the background. */
  keep(question: Question, answer: CachedAnswer): void;
  /** Deletes here and tells the other replicas; what cannot be done now is done when the store is back. */
  remove(selection: Selection): Promise<number>;
  status(): SharedStatus;
  close(): Promise<void>;
}

export interface SharedStatus {
  /** `none`: no store is configured. `open`: the store does not answer, and is asked only now and then. */
  readonly state: "none" | "closed" | "open";
  /** Calls that failed, refusals included. */
  readonly errors: number;
  /** Answers under our keys that were not ours. */
  readonly foreign: number;
}

/** What a process has that shares its answers with nobody. */
export const NO_SHARED_TIER: SharedTier = {
  async find() {
    return undefined;
  },
  keep() {},
  async remove() {
    return 0;
  },
  status: () => ({ state: "none", errors: 0, foreign: 0 }),
  async close() {},
};

export interface SharedTierParts {
  readonly store: CacheStore;
  readonly clock: Clock;
  /** Names the data and the code: services on other data or with other code must not meet in one store. */
  readonly prefix: string;
  /** Another replica, or this one, deleted these; everything when messages may have been missed. */
  readonly onRemoved: (selection: Selection) => void;
}

/** Writes under way; beyond that an answer is not shared, which costs another replica one computation. */
const MOST_WRITES = 200;

/** Deletions that wait for the store; beyond that everything is deleted when it is back. */
const MOST_OWED = 1000;

export function createSharedTier(parts: SharedTierParts): SharedTier {
  const { store, clock, prefix } = parts;
  const breaker = circuitBreaker(clock);
  let owed: Selection[] = [];
  let isPaying = false;
  let writes = 0;
  let errors = 0;
  let foreign = 0;

  store.listen({
    onMessage(message) {
      const selection = parseSelection(message);
      if (selection !== undefined) parts.onRemoved(selection);
    },
    onGap: () => parts.onRemoved({}),
  });

  /** A brace makes a cluster keep all of a user's keys on one node. */
  function groupOf(userId: string): string {
    return `${prefix}{${digest(userId)}}`;
  }

  function storeKey(question: Question): string {
    return `${groupOf(question.userId)}${question.route.url} ${digest(keyOf(question))}`;
  }

  /** Runs work on the store unless that is known to be down; nothing when it fails. */
  async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    if (!breaker.allows()) return undefined;
    try {
      const value = await work();
      breaker.succeeded();
      if (owed.length > 0) void payDebts();
      return value;
    } catch (error) {
      errors += 1;
      if (error instanceof CacheStoreError && error.refused) breaker.succeeded();
      else breaker.failed();
      return undefined;
    }
  }

  async function find(question: Question): Promise<CachedAnswer | undefined> {
    // What was to be deleted and could not be is still there.
    if (owed.some((selection) => selects(selection, question))) return undefined;
    const text = await attempt(() => store.get(storeKey(question)));
    if (text === undefined) return undefined;
    const answer = decodeEntry(keyOf(question), text);
    if (answer === undefined) foreign += 1;
    return answer;
  }

  function keep(question: Question, answer: CachedAnswer): void {
    const ttlMs = answer.staleUntilMs - clock.now();
    if (writes >= MOST_WRITES || ttlMs <= 0) return;
    writes += 1;
    const value = encodeEntry(keyOf(question), answer);
    const group = groupOf(question.userId);
    attempt(() => store.set(storeKey(question), value, { ttlMs, group })).finally(() => {
      writes -= 1;
    });
  }

  async function remove(selection: Selection): Promise<number> {
    const removed = await removeNow(selection);
    if (removed === undefined) owed = owed.length < MOST_OWED ? [...owed, selection] : [{}];
    return removed ?? 0;
  }

  function removeNow(selection: Selection): Promise<number | undefined> {
    return attempt(async () => {
      // First the others: what they make from now on is not affected.
      await store.publish(JSON.stringify(selection));
      return removeStored(selection);
    });
  }

  async function removeStored(selection: Selection): Promise<number> {
    let removed = 0;
    for await (const keys of candidates(selection)) {
      const meant = keys.filter((key) => {
        const url = routeOf(key);
        return url !== "" && selectsRoute(selection, url);
      });
      removed += await store.delete(meant);
    }
    return removed;
  }

  async function* candidates({ userId }: Selection): AsyncIterable<readonly string[]> {
    if (userId === undefined) yield* store.scan(prefix);
    else yield await store.members(groupOf(userId));
  }

  async function payDebts(): Promise<void> {
    if (isPaying) return;
    isPaying = true;
    for (const debt of [...owed]) {
      if ((await removeNow(debt)) === undefined) break;
      owed = owed.filter((each) => each !== debt);
    }
    isPaying = false;
  }

  return {
    find,
    keep,
    remove,
    status: () => ({ state: breaker.state, errors, foreign }),
    close: () => store.close(),
  };
}

/** The route in a key as `storeKey` writes it; empty in the name of a group. */
function routeOf(key: string): string {
  return key.slice(key.indexOf("}") + 1).split(" ", 1)[0] ?? "";
}

function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 22);
}

function parseSelection(message: string): Selection | undefined {
  try {
    const { userId, route, pattern } = Object(JSON.parse(message));
    const known = [userId, route, pattern];
    const isSelection = known.every((part) => part === undefined || typeof part === "string");
    return isSelection ? { userId, route, pattern } : undefined;
  } catch {
    return undefined;
  }
}
