import type { Rate } from "../../config/rate-type.ts";
import type { TakenUnits } from "../../ports.ts";

/** What is not spent by then is lost: a caller may have gone to another process. */
const LIFE_MS = 1000;

/** At most this share of a budget is taken ahead. */
const MAX_SHARE = 1 / 20;

/** Who asks less often in a second has nothing taken ahead. */
const BUSY = 4;

/** Units of one caller's budget that this process has taken from the store and not yet spent. */
export class Lease {
  readonly key: string;
  readonly #rate: Rate;
  readonly #most: number;
  /** Whether the store answers; set while it is asked. */
  asking: Promise<boolean> | undefined = undefined;
  /** Requests that wait for it. */
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

  /** Spends a unit. */
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

  /** Whether the store has said that there is nothing to be had yet. */
  isEmpty(nowMs: number): boolean {
    // A clock that was set back makes nobody wait for longer than a unit takes.
    return nowMs < this.#emptyUntilMs && this.#emptyUntilMs - nowMs <= this.#rate.periodMs;
  }

  /** As many as are waited for, and what a second needs. */
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
