/** How long requests wait for the one thread that answers them, and when they are refused instead. */
export interface RequestQueueLimits {
  /** A turn of the event loop that is older than this answers nothing more at once: what it meets is queued. */
  readonly turnMs: number;
  /** How many from the queue each turn begins at most; fewer while that takes longer than `turnMs`. */
  readonly perTurn: number;
  /** From then on the first in the queue is refused, and the newest are answered first. */
  readonly maxWaitMs: number;
  /** Requests that may wait for something else (database, provider) at the same time. */
  readonly maxInFlight: number;
  /** The same while the loop is never idle: what was begun then waits for the loop, and more of it makes all slower. */
  readonly maxInFlightWhenBusy: number;
}

/** What the thread has done since it was looked at before. */
export interface LoopUse {
  /** Processor time. */
  readonly busyMs: number;
  /** With nothing to do. */
  readonly idleMs: number;
  /** Hardly ever idle: what was begun waits for the loop and not for something else. */
  readonly isSaturated: boolean;
}

/**
 * A refusal takes 10 to 50 µs of processor time, most of it for reading and writing on one of thousands of sockets that no
 * cache holds. So many for each millisecond leave nine tenths of it to answers, however many come, on a slow machine too; who
 * cannot be refused yet waits.
 */
const REFUSALS_PER_MS = 2;

/** Saved up for the beginning of an overload. */
const MAX_REFUSALS_SAVED = 200;

interface Waiting<Item> {
  readonly item: Item;
  readonly sinceMs: number;
}

/**
 * Requests that were read but not begun. The event loop would answer all that are ready before it looks for anything
 * else; in overload that takes seconds, in which no probe is read and, since the loop takes one new connection per turn
 * (libuv pull request 3696), hardly a connection is accepted. With a queue the turns stay short, and how long the first
 * in the queue has waited is exactly how late the service is: the standing queue that CoDel (RFC 8289) measures. When that is
 * too long, the newest are answered first, since their clients are the least likely to have given up, and the oldest
 * are refused (adaptive LIFO: Maurer, "Fail at Scale", ACM Queue 13(8), 2015).
 *
 * Knows the time only from its caller.
 */
export class RequestQueue<Item> {
  readonly #limits: RequestQueueLimits;
  /** The one first that has waited longest. */
  readonly #waiting: Waiting<Item>[] = [];
  #turnBeganMs = 0;
  #inFlight = 0;
  #refusals = MAX_REFUSALS_SAVED;
  #isSaturated = false;
  #perTurn: number;

  constructor(limits: RequestQueueLimits) {
    this.#limits = limits;
    this.#perTurn = limits.perTurn;
  }

  get length(): number {
    return this.#waiting.length;
  }

  beginTurn(nowMs: number): void {
    this.#turnBeganMs = nowMs;
  }

  /** Work and idleness both allow for refusals. */
  observe({ busyMs, idleMs, isSaturated }: LoopUse): void {
    this.#isSaturated = isSaturated;
    const earned = (busyMs + idleMs) * REFUSALS_PER_MS;
    this.#refusals = Math.min(MAX_REFUSALS_SAVED, this.#refusals + earned);
  }

  /** Whether a request may be answered at once, which it may but in overload. */
  isFree(nowMs: number): boolean {
    const isYoung = nowMs - this.#turnBeganMs < this.#limits.turnMs;
    return this.length === 0 && isYoung && this.#room > 0;
  }

  /** Whether a request that cannot be answered at once is refused rather than waits. */
  refuses(nowMs: number): boolean {
    const isFull = this.#isOverdue(nowMs) || this.#inFlight >= this.#limits.maxInFlight;
    // Those who wait come first: some of them have to be refused as well.
    if (!isFull || this.#refusals < 1 + this.length) return false;
    this.#refusals -= 1;
    return true;
  }

  join(item: Item, nowMs: number): void {
    this.#waiting.push({ item, sinceMs: nowMs });
  }

  /** Those whose turn it is: longest waiting first, or newest first when that is too long; none while there is no room. */
  next(nowMs: number): readonly Item[] {
    const most = Math.min(this.#room, this.#perTurn, this.length);
    const isLate = this.#isOverdue(nowMs);
    const taken = this.#waiting.splice(isLate ? this.length - most : 0, most);
    return (isLate ? taken.reverse() : taken).map(({ item }) => item);
  }

  /** Those who have waited too long, as many as may be refused now. */
  overdue(nowMs: number): readonly Item[] {
    const most = Math.min(Math.floor(this.#refusals), this.length);
    let count = 0;
    while (count < most && this.#isOverdue(nowMs, count)) count += 1;
    this.#refusals -= count;
    return this.#waiting.splice(0, count).map(({ item }) => item);
  }

  /** Those whose turn it was kept the loop for so long: a forecast takes a tenth of a millisecond, a replay ten. */
  adaptBatch(tookMs: number): void {
    const { turnMs, perTurn } = this.#limits;
    if (tookMs > turnMs) this.#perTurn = Math.ceil(this.#perTurn / 2);
    else this.#perTurn = Math.min(perTurn, this.#perTurn + 1);
  }

  /** How many may be begun. */
  get #room(): number {
    const { maxInFlight, maxInFlightWhenBusy } = this.#limits;
    return Math.max(0, (this.#isSaturated ? maxInFlightWhenBusy : maxInFlight) - this.#inFlight);
  }

  #isOverdue(nowMs: number, place = 0): boolean {
    const { sinceMs = nowMs } = this.#waiting[place] ?? {};
    return nowMs - sinceMs >= this.#limits.maxWaitMs;
  }

  /** A request was begun and waits for something; the loop goes on without it. */
  enter(): void {
    this.#inFlight += 1;
  }

  leave(): void {
    this.#inFlight -= 1;
  }
}
