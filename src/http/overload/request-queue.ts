/** How long requests wait for the one thread that answers them, and when they are refused instead. */
export interface RequestQueueLimits {
  /** A turn of the event loop that is older than this answers nothing more at once: what it meets is queued. */
  readonly turnMs: number;
  /** How many from the queue each turn begins at most; fewer while that takes longer than `turnMs`. */
  readonly perTurn: number;
  /** From then on the first in the queue is refused, and the newest are answered first. */
  readonly maxWaitMs: number;
  /** The client of a request that has waited this long has given up, most likely: it is not answered any more. */
  readonly abandonAfterMs: number;
  /** Requests that may wait for something else (database, provider) at the same time. */
  readonly maxInFlight: number;
  /** The same while the loop is never idle: what was begun then waits for the loop, and more of it makes all slower. */
  readonly maxInFlightWhenBusy: number;
}

/**
 * What to do with a request that has come in.
 *
 * `answer`: now. `wait`: in the queue. `refuse`: more come in than can be answered.
 */
export type Admission = "answer" | "wait" | "refuse";

/** What costs hardly more than a refusal is refused only at this many times the limits. */
const CHEAP_FACTOR = 2;

/**
 * A refusal takes 10 to 50 µs of processor time, most of it for reading and writing on one of thousands of sockets that no
 * cache holds. So many for each millisecond of work leave nine tenths of it to answers, however many come, on a
 * slow machine too; who cannot be refused yet waits.
 */
const REFUSALS_PER_BUSY_MS = 2;

/** A turn that has fewer to answer than it could has time for so many refusals instead of each. */
const REFUSALS_PER_ANSWER = 3;

/** While nobody has anything to do, refusing takes nothing from answers. */
const REFUSALS_PER_IDLE_MS = 100;

/** Saved up for the beginning of an overload. */
const MAX_REFUSALS_SAVED = 200;

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
  #items: Item[] = [];
  #sinceMs: number[] = [];
  #first = 0;
  #turnBeganMs = 0;
  #inFlight = 0;
  #refusals = MAX_REFUSALS_SAVED;
  #isBusy = false;
  #perTurn: number;

  constructor(limits: RequestQueueLimits) {
    this.#limits = limits;
    this.#perTurn = limits.perTurn;
  }

  get length(): number {
    return this.#items.length - this.#first;
  }

  beginTurn(nowMs: number): void {
    this.#turnBeganMs = nowMs;
  }

  /** Whether the loop had nothing to do for a part of the last moments. */
  observe(isBusy: boolean): void {
    this.#isBusy = isBusy;
  }

  /** How many may be begun. */
  get room(): number {
    const { maxInFlight, maxInFlightWhenBusy } = this.#limits;
    return Math.max(0, (this.#isBusy ? maxInFlightWhenBusy : maxInFlight) - this.#inFlight);
  }

  /** Whether a request may be answered at once, which it may but in overload. */
  isFree(nowMs: number): boolean {
    return (
      this.#first === this.#items.length &&
      nowMs - this.#turnBeganMs < this.#limits.turnMs &&
      this.room > 0
    );
  }

  /** @param isCheap whether answering costs hardly more than refusing */
  admit(nowMs: number, isCheap: boolean): Admission {
    const { maxWaitMs, maxInFlight } = this.#limits;
    const load = Math.max(this.#waitedMs(nowMs) / maxWaitMs, this.#inFlight / maxInFlight);
    // Those who wait come first: some of them have to be refused as well.
    if (load >= (isCheap ? CHEAP_FACTOR : 1) && this.#refusals >= 1 + this.length) {
      this.#refusals -= 1;
      return "refuse";
    }
    if (isCheap && this.length === 0 && nowMs - this.#turnBeganMs < this.#limits.turnMs) {
      return "answer";
    }
    return this.isFree(nowMs) ? "answer" : "wait";
  }

  join(item: Item, nowMs: number): void {
    this.#items.push(item);
    this.#sinceMs.push(nowMs);
  }

  /** Those whose turn it is: longest waiting first, or newest first when that is too long; none while there is no room. */
  next(nowMs: number): readonly Item[] {
    const most = Math.min(this.room, this.#perTurn, this.length);
    if (!this.#isOverdue(nowMs)) return this.#takeFirst(most);
    const { abandonAfterMs } = this.#limits;
    let count = 0;
    while (count < most && this.#waitedMs(nowMs, this.length - 1 - count) < abandonAfterMs)
      count += 1;
    this.#allow((most - count) * REFUSALS_PER_ANSWER);
    this.#sinceMs.splice(this.#sinceMs.length - count);
    return this.#items.splice(this.#items.length - count).reverse();
  }

  /** Those who have waited too long, as many as may be refused now. */
  overdue(nowMs: number): readonly Item[] {
    const most = Math.min(Math.floor(this.#refusals), this.length);
    const { maxWaitMs } = this.#limits;
    let count = 0;
    while (count < most && this.#waitedMs(nowMs, count) >= maxWaitMs) count += 1;
    this.#refusals -= count;
    return this.#takeFirst(count);
  }

  /** Those whose turn it was kept the loop for so long: a forecast takes a tenth of a millisecond, a replay ten. */
  adaptBatch(tookMs: number): void {
    const { turnMs, perTurn } = this.#limits;
    if (tookMs > turnMs) this.#perTurn = Math.ceil(this.#perTurn / 2);
    else this.#perTurn = Math.min(perTurn, this.#perTurn + 1);
  }

  /** So much was worked, and so long there was nothing to do: both allow for refusals. */
  refill(busyMs: number, idleMs: number): void {
    this.#allow(busyMs * REFUSALS_PER_BUSY_MS + idleMs * REFUSALS_PER_IDLE_MS);
  }

  #allow(refusals: number): void {
    this.#refusals = Math.min(MAX_REFUSALS_SAVED, this.#refusals + refusals);
  }

  #waitedMs(nowMs: number, index = 0): number {
    return nowMs - (this.#sinceMs[this.#first + index] ?? nowMs);
  }

  #isOverdue(nowMs: number): boolean {
    return this.#waitedMs(nowMs) >= this.#limits.maxWaitMs;
  }

  #takeFirst(count: number): readonly Item[] {
    const taken = this.#items.slice(this.#first, this.#first + count);
    this.#first += count;
    // Moving the rest up each time would cost as much as the line is long.
    if (this.#first * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#sinceMs = this.#sinceMs.slice(this.#first);
      this.#first = 0;
    }
    return taken;
  }

  /** A request was begun and waits for something; the loop goes on without it. */
  enter(): void {
    this.#inFlight += 1;
  }

  leave(): void {
    this.#inFlight -= 1;
  }
}
