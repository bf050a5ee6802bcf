import { randomUUID } from "node:crypto";
import { type CacheStore, CacheStoreError, type Clock, type Pause } from "../ports.ts";
import { keyOf, type Question } from "./cache-request.ts";
import type { CachedAnswer, Stamp } from "./cached-answer.ts";
import { circuitBreaker } from "./circuit-breaker.ts";
import { decodeEntry, encodeEntry } from "./entry-codec.ts";
import { type Selection, selects, selectsRoute } from "./selection.ts";
import { isGroup, routeOf, sharedKeys } from "./shared-keys.ts";
import { type Message, parseMessage } from "./shared-message.ts";

/** Answers that replicas share. Nothing here throws or takes long: a tier that cannot answer says "not found". */
export interface SharedTier {
  /** The newest answer to the question, whatever data it was made from; the caller looks at its stamp. */
  find(question: Question): Promise<CachedAnswer | undefined>;
  /** Stores in the background, unless a later answer is there; then gives the lease back. */
  keep(question: Question, answer: CachedAnswer, lease?: Lease): void;
  /** Asks to be the one replica that makes an answer; nothing when the store cannot tell. */
  lease(question: Question, stamp: Stamp, lifeMs: number): Promise<Lease | undefined>;
  /** Tells the other replicas that a user has written, when the store can. */
  noteWrite(userId: string): void;
  /** Deletes here and tells the other replicas; what cannot be done now is done when the store is back. */
  remove(selection: Selection): Promise<number>;
  status(): SharedStatus;
  close(): Promise<void>;
}

/** The outcome of asking to make an answer. */
export interface Lease {
  /** Otherwise another replica is at it. */
  readonly isMine: boolean;
  /** Orders the answers of those who asked: one with a lower number does not replace one with a higher. */
  readonly fence: number;
  /** In the background. */
  giveBack(): void;
}

export interface SharedStatus {
  /**
   * `none`: no store is configured. `open`: the store does not answer, or has not answered yet, and after three
   * failures is asked only now and then.
   */
  readonly state: "none" | "closed" | "open";
  /** Calls that failed, refusals included. */
  readonly errors: number;
  /** Answers under our keys that were not ours. */
  readonly foreign: number;
  /** Deletions that wait for the store. */
  readonly owed: number;
}

/** What a process has that shares its answers with nobody. */
export const NO_SHARED_TIER: SharedTier = {
  async find() {
    return undefined;
  },
  keep() {},
  async lease() {
    return undefined;
  },
  noteWrite() {},
  async remove() {
    return 0;
  },
  status: () => ({ state: "none", errors: 0, foreign: 0, owed: 0 }),
  async close() {},
};

/** What other replicas have done. */
export interface SharedNews {
  /** Another replica, or this one, deleted these; everything when messages may have been missed. */
  readonly onRemoved: (selection: Selection) => void;
  /** Another replica took a write of this user's. */
  readonly onWritten: (userId: string) => void;
}

export interface SharedTierParts extends SharedNews {
  readonly store: CacheStore;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Names the data and the code: services on other data or with other code must not meet in one store. */
  readonly prefix: string;
}

/** A write on its way to the store. */
interface Write {
  readonly question: Question;
  /** Deleted before it was there: to be deleted again when it is. */
  isSpoilt: boolean;
}

/** Writes under way; beyond that an answer is not shared, which costs another replica one computation. */
const MOST_WRITES = 200;

/** What is owed is tried again after this long: not with every request, because each try empties all replicas. */
const PAY_EVERY_MS = 1000;

/** Deletions that wait for the store; beyond that everything is deleted when it is back. */
const MOST_OWED = 1000;

export function createSharedTier(parts: SharedTierParts): SharedTier {
  const { store, clock, prefix } = parts;
  const breaker = circuitBreaker(clock);
  const keys = sharedKeys(prefix);
  const self = randomUUID();
  const writes = new Set<Write>();
  let owed: Selection[] = [];
  let payAtMs = Number.NEGATIVE_INFINITY;
  let isPaying = false;
  let isWaitingToPay = false;
  let isClosed = false;
  let hasAnswered = false;
  let errors = 0;
  let foreign = 0;

  store.listen({
    onMessage(message) {
      const news = parseMessage(message);
      if (news === undefined) return;
      const { written, by, ...selection } = news;
      if (written === undefined) heard(selection);
      else if (by !== self) parts.onWritten(written);
    },
    onGap() {
      heard({});
      payAtMs = Number.NEGATIVE_INFINITY;
      breaker.hope();
      void attempt(() => store.get(prefix));
    },
  });

  function heard(selection: Selection): void {
    spoil(selection);
    parts.onRemoved(selection);
  }

  /** A write on its way may reach the store after the deletion that meant it. */
  function spoil(selection: Selection): void {
    for (const write of writes) {
      if (selects(selection, write.question)) write.isSpoilt = true;
    }
  }

  /** Runs work on the store unless that is known to be down; nothing when it fails. */
  async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    if (!breaker.allows()) return undefined;
    try {
      const value = await work();
      hasAnswered = true;
      breaker.succeeded();
      if (owed.length > 0) void payDebts();
      return value;
    } catch (error) {
      errors += 1;
      if (error instanceof CacheStoreError && error.refused) {
        hasAnswered = true;
        breaker.succeeded();
      } else {
        breaker.failed();
      }
      return undefined;
    }
  }

  /** For what a request waits for: while the store is down it waits for nothing, not even to see whether it still is. */
  async function ask<Value>(
    question: Question,
    work: () => Promise<Value>,
  ): Promise<Value | undefined> {
    if (breaker.state === "closed") return attempt(work);
    void attempt(() => get(question));
    return undefined;
  }

  function get(question: Question): Promise<string | undefined> {
    return store.get(keys.answer(question), keys.group(question.userId));
  }

  async function find(question: Question): Promise<CachedAnswer | undefined> {
    // What was to be deleted and could not be is still there.
    if (owed.some((selection) => selects(selection, question))) return undefined;
    const text = await ask(question, () => get(question));
    if (text === undefined) return undefined;
    const answer = decodeEntry(keyOf(question), text);
    if (answer !== undefined) return answer;
    foreign += 1;
    // It may rank higher than ours, and would keep it out.
    void attempt(() => store.delete([keys.answer(question)]));
    return undefined;
  }

  function keep(question: Question, answer: CachedAnswer, lease?: Lease): void {
    const ttlMs = answer.staleUntilMs - clock.now();
    if (writes.size >= MOST_WRITES || ttlMs <= 0) {
      lease?.giveBack();
      return;
    }
    const write: Write = { question, isSpoilt: false };
    writes.add(write);
    void carryOut(write, answer, { ttlMs, fence: lease?.fence ?? 0 }).then(() => {
      writes.delete(write);
      lease?.giveBack();
    });
  }

  async function carryOut(
    write: Write,
    answer: CachedAnswer,
    { ttlMs, fence }: { readonly ttlMs: number; readonly fence: number },
  ): Promise<void> {
    const { question } = write;
    const key = keys.answer(question);
    const value = encodeEntry(keyOf(question), answer);
    const group = keys.group(question.userId);
    // Newer data first; among equal data whoever began later, by the store's own count where there is one.
    const rank = [answer.version, fence, Math.floor(answer.madeAtMs)] as const;
    await attempt(() => store.set(key, value, { ttlMs, group, rank }));
    if (!write.isSpoilt) return;
    const removed = await attempt(() => store.delete([key]));
    if (removed === undefined) owe({ userId: question.userId, route: question.route.url });
  }

  async function lease(
    question: Question,
    stamp: Stamp,
    lifeMs: number,
  ): Promise<Lease | undefined> {
    const holder = randomUUID();
    const name = keys.lease(question, stamp);
    const counter = keys.counter(question);
    const reply = await ask(question, () => store.lease(name, { holder, lifeMs, counter }));
    if (reply === undefined) return undefined;
    return {
      ...reply,
      giveBack() {
        if (reply.isMine) void attempt(() => store.release(name, holder));
      },
    };
  }

  async function remove(selection: Selection): Promise<number> {
    spoil(selection);
    const removed = await removeNow(selection);
    if (removed === undefined) owe(selection);
    return removed ?? 0;
  }

  function noteWrite(userId: string): void {
    const message: Message = { written: userId, by: self };
    void attempt(() => store.publish(JSON.stringify(message)));
  }

  function owe(selection: Selection): void {
    owed = owed.length < MOST_OWED ? [...owed, selection] : [{}];
    void payLater();
  }

  /** Even when nobody asks for anything. */
  async function payLater(): Promise<void> {
    if (isWaitingToPay) return;
    isWaitingToPay = true;
    while (owed.length > 0 && !isClosed) {
      await parts.pause(PAY_EVERY_MS);
      await payDebts();
    }
    isWaitingToPay = false;
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
    for await (const found of candidates(selection)) {
      if (isEverything(selection)) await store.delete(found.filter(isGroup));
      const meant = found.filter((key) => {
        const url = routeOf(key);
        return url !== "" && selectsRoute(selection, url);
      });
      removed += await store.delete(meant);
    }
    return removed;
  }

  async function* candidates(selection: Selection): AsyncIterable<readonly string[]> {
    const { userId } = selection;
    if (userId === undefined) {
      yield* store.scan(prefix);
      return;
    }
    const group = keys.group(userId);
    const members = await store.members(group);
    // At once out of reach, also what comes to stand there meanwhile.
    if (isEverything(selection)) await store.delete([group]);
    yield members;
  }

  async function payDebts(): Promise<void> {
    if (isPaying || isClosed || clock.now() < payAtMs) return;
    isPaying = true;
    payAtMs = clock.now() + PAY_EVERY_MS;
    for (const debt of [...owed]) {
      if ((await removeNow(debt)) === undefined) break;
      owed = owed.filter((each) => each !== debt);
    }
    isPaying = false;
  }

  return {
    find,
    keep,
    lease,
    noteWrite,
    remove,
    status: () => ({
      state: hasAnswered ? breaker.state : "open",
      errors,
      foreign,
      owed: owed.length,
    }),
    close() {
      isClosed = true;
      return store.close();
    },
  };
}

/** Of a person, or of all. */
function isEverything({ route, pattern }: Selection): boolean {
  return route === undefined && pattern === undefined;
}
