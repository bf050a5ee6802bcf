/** How long requests wait for the thread that answers them, and when they are refused instead. */
export interface RequestQueueLimits {
  /** Requests that arrive after this much of an event-loop turn are queued. */
  readonly turnMs: number;
  /** The largest batch that a turn takes from the queue. The batch shrinks while it takes longer than `turnMs`. */
  readonly perTurn: number;
  /** A request that has waited this long may be refused; while one has, the newest are answered first. */
  readonly maxWaitMs: number;
  /** Requests that may wait for I/O (database, provider) at the same time. */
  readonly maxInFlight: number;
  /**
   * Replaces `maxInFlight` while the loop is saturated: active requests then wait for the loop, and more of them slow
   * down all.
   */
  readonly maxInFlightWhenBusy: number;
}

/** Use of the event loop's thread since the previous sample. */
export interface LoopUse {
  /** Processor time. */
  readonly busyMs: number;
  /** Time in which the loop had nothing to do. */
  readonly idleMs: number;
  /** The loop was hardly ever idle: active requests wait for the loop, not for I/O. */
  readonly isSaturated: boolean;
}

/**
 * A refusal takes 10 to 50 µs of processor time, mostly to read and write one of thousands of sockets that no processor
 * cache holds. Two per millisecond leave nine tenths of the time to answers, on a slow machine too. A request beyond
 * this budget stays in the queue.
 */
const REFUSALS_PER_MS = 2;

/** Refusals saved for the beginning of an overload. */
const MAX_REFUSALS_SAVED = 200;

interface Waiting<Item> {
  readonly item: Item;
  readonly sinceMs: number;
}

/**
 * Requests that are read but not begun. Without a queue the event loop answers every ready request before it polls for
 * I/O again. In overload that takes seconds: no probe is read, and hardly a connection is accepted, because the loop
 * accepts one per turn (libuv pull request 3696).
 *
 * The queue keeps the turns short. The wait of its oldest request is the delay of the service: the standing queue that
 * CoDel (RFC 8289) measures. When that wait is too long, the oldest requests are refused and the newest answered first,
 * because their clients are the least likely to have given up (adaptive LIFO: Maurer, "Fail at Scale",
 * ACM Queue 13(8), 2015).
 *
 * Every method takes the time from its caller.
 */
export class RequestQueue<Item> {
  readonly #limits: RequestQueueLimits;
  /** Oldest first. */
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

  /** Refills the budget of refusals, by time spent busy or idle. */
  observe({ busyMs, idleMs, isSaturated }: LoopUse): void {
    this.#isSaturated = isSaturated;
    const earned = (busyMs + idleMs) * REFUSALS_PER_MS;
    this.#refusals = Math.min(MAX_REFUSALS_SAVED, this.#refusals + earned);
  }

  /** Whether a request may begin at once; false only in overload. */
  isFree(nowMs: number): boolean {
    const isYoung = nowMs - this.#turnBeganMs < this.#limits.turnMs;
    return this.length === 0 && isYoung && this.#room > 0;
  }

  /** Whether a request that may not begin at once is refused instead of queued. */
  refuses(nowMs: number): boolean {
    const isFull = this.#isOverdue(nowMs) || this.#inFlight >= this.#limits.maxInFlight;
    // Queued requests have a claim to the budget first: some of them have to be refused as well.
    if (!isFull || this.#refusals < 1 + this.length) return false;
    this.#refusals -= 1;
    return true;
  }

  join(item: Item, nowMs: number): void {
    this.#waiting.push({ item, sinceMs: nowMs });
  }

  /** Takes the next batch: oldest first, or newest first while the queue is overdue; empty without room. */
  next(nowMs: number): readonly Item[] {
    const most = Math.min(this.#room, this.#perTurn, this.length);
    const isLate = this.#isOverdue(nowMs);
    const taken = this.#waiting.splice(isLate ? this.length - most : 0, most);
    return (isLate ? taken.reverse() : taken).map(({ item }) => item);
  }

  /** Takes the requests that have waited too long, as many as the budget of refusals allows. */
  overdue(nowMs: number): readonly Item[] {
    const most = Math.min(Math.floor(this.#refusals), this.length);
    let count = 0;
    while (count < most && this.#isOverdue(nowMs, count)) count += 1;
    this.#refusals -= count;
    return this.#waiting.splice(0, count).map(({ item }) => item);
  }

  /** Adapts the batch size to the time that the last batch took: a forecast takes 0.1 ms, a replay 10 ms. */
  adaptBatch(tookMs: number): void {
    const { turnMs, perTurn } = this.#limits;
    if (tookMs > turnMs) this.#perTurn = Math.ceil(this.#perTurn / 2);
    else this.#perTurn = Math.min(perTurn, this.#perTurn + 1);
  }

  /** The number of requests that may begin. */
  get #room(): number {
    const { maxInFlight, maxInFlightWhenBusy } = this.#limits;
    return Math.max(0, (this.#isSaturated ? maxInFlightWhenBusy : maxInFlight) - this.#inFlight);
  }

  #isOverdue(nowMs: number, place = 0): boolean {
    const { sinceMs = nowMs } = this.#waiting[place] ?? {};
    return nowMs - sinceMs >= this.#limits.maxWaitMs;
  }

  /** Counts an active request that waits for I/O. */
  enter(): void {
    this.#inFlight += 1;
  }

  /** Counts the end of such a request. */
  leave(): void {
    this.#inFlight -= 1;
  }
}
