import type { Rate } from "../../config/rate-type.ts";
import type { TakenUnits } from "../../ports.ts";

/** Unused units expire after this time, because the caller may have moved to another process. */
const LIFE_MS = 1000;

/** Largest share of a budget that is taken in advance. */
const MAX_SHARE = 1 / 20;

/** Units are taken in advance only for a caller with at least this many requests per second. */
const BUSY = 4;

/** Units of one caller's budget that this process has taken from the store but not used. */
export class Lease {
  readonly key: string;
  readonly #rate: Rate;
  readonly #most: number;
  /** Result of the pending request to the store: whether it answered. */
  pending: Promise<boolean> | undefined = undefined;
  /** Number of requests waiting for it. */
  waiting = 0;
  #units = 0;
  #lapsesAtMs = 0;
  #emptyUntilMs = 0;
  #remaining = 0;
  #moreAtMs = 0;
  #secondAtMs = 0;
  #spentInSecond = 0;
  #spentBefore = 0;

  constructor(key: string, rate: Rate) {
    this.key = key;
    this.#rate = rate;
    this.#most = Math.max(1, Math.floor(rate.count * MAX_SHARE));
  }

  /** Uses one unit. */
  spend(nowMs: number): boolean {
    if (nowMs >= this.#lapsesAtMs) this.#units = 0;
    if (this.#units === 0) return false;
    this.#units -= 1;
    this.#noteSpent(nowMs);
    return true;
  }

  giveBack(): void {
    this.#units += 1;
  }

  /** Whether the store has reported that nothing is available yet. */
  isEmpty(nowMs: number): boolean {
    // The limit covers a clock that was set back: nobody waits longer than one unit takes.
    return nowMs < this.#emptyUntilMs && this.#emptyUntilMs - nowMs <= this.#rate.periodMs;
  }

  /** Units to request: as many as are waited for, or the demand of one second if that is more. */
  get wanted(): number {
    return Math.min(this.#rate.count, Math.max(this.waiting, this.#size));
  }

  get isRunningOut(): boolean {
    return this.#size >= BUSY && 2 * this.#units <= this.#size;
  }

  get remaining(): number {
    return this.#remaining + this.#units;
  }

  moreInMs(nowMs: number): number {
    const { count, periodMs } = this.#rate;
    return this.#moreAtMs > nowMs ? this.#moreAtMs - nowMs : periodMs / count;
  }

  add({ granted, remaining, moreInMs }: TakenUnits, wanted: number, nowMs: number): void {
    this.#units += granted;
    this.#lapsesAtMs = nowMs + LIFE_MS;
    this.#remaining = remaining;
    this.#moreAtMs = nowMs + moreInMs;
    if (granted < wanted) this.#emptyUntilMs = nowMs + Math.max(1, moreInMs);
  }

  get #size(): number {
    const lately = Math.max(1, this.#spentInSecond, this.#spentBefore);
    return Math.min(this.#most, lately);
  }

  #noteSpent(nowMs: number): void {
    const sinceMs = nowMs - this.#secondAtMs;
    if (sinceMs < 0 || sinceMs >= LIFE_MS) {
      this.#spentBefore = sinceMs >= 0 && sinceMs < 2 * LIFE_MS ? this.#spentInSecond : 0;
      this.#spentInSecond = 0;
      this.#secondAtMs = nowMs;
    }
    this.#spentInSecond += 1;
  }
}
