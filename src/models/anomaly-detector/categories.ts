import { at } from "../../stats/at.ts";
import { CATEGORY_SLOTS, WEEK_DAYS } from "./parameters.ts";

/** Shares of categories in bounded space: the latest days separately, all earlier days as aged sums. */
export interface CategoryMix {
  /** Names by slot, at most CATEGORY_SLOTS. They are never object keys, so `__proto__` is an ordinary name. */
  names: string[];
  /**
   * Sessions per day and slot of the latest WEEK_DAYS days. A day takes SLOTS entries; the last one counts all other
   * categories.
   */
  recent: number[];
  /** Aged sessions per slot of the earlier days. */
  usual: number[];
  /** Aged sum of squared deviations of daily counts from the usual counts. */
  scatter: number;
  /** Expectation of that sum for independent sessions. */
  expectedScatter: number;
}

/** Number of slots, including the one shared by all other categories. */
export const SLOTS = CATEGORY_SLOTS + 1;

export function emptyMix(): CategoryMix {
  return {
    names: [],
    recent: new Array<number>(WEEK_DAYS * SLOTS).fill(0),
    usual: new Array<number>(SLOTS).fill(0),
    scatter: 0,
    expectedScatter: 0,
  };
}

/**
 * Slot in which a category is counted. A new category replaces the rarest one that does not occur in the recent days.
 */
export function slotFor(mix: CategoryMix, category: string): number {
  const known = mix.names.indexOf(category);
  if (known >= 0) return known;
  if (mix.names.length < CATEGORY_SLOTS) return mix.names.push(category) - 1;
  let rarest = CATEGORY_SLOTS;
  let least = Number.POSITIVE_INFINITY;
  for (let slot = 0; slot < CATEGORY_SLOTS; slot += 1) {
    const usual = at(mix.usual, slot);
    if (usual < least && !isInUse(mix, slot)) {
      rarest = slot;
      least = usual;
    }
  }
  if (rarest === CATEGORY_SLOTS) return CATEGORY_SLOTS;
  mix.usual[CATEGORY_SLOTS] = at(mix.usual, CATEGORY_SLOTS) + at(mix.usual, rarest);
  mix.usual[rarest] = 0;
  mix.names[rarest] = category;
  return rarest;
}

function isInUse(mix: CategoryMix, slot: number): boolean {
  for (let place = slot; place < mix.recent.length; place += SLOTS) {
    if (at(mix.recent, place) > 0) return true;
  }
  return false;
}

/** Adds a day that leaves the recent window to the usual shares, and its deviation from them to the scatter. */
export function absorbCategories(mix: CategoryMix, daySlot: number, weight: number): void {
  const start = daySlot * SLOTS;
  let sessions = 0;
  let total = 0;
  for (let slot = 0; slot < SLOTS; slot += 1) {
    sessions += at(mix.recent, start + slot);
    total += at(mix.usual, slot);
  }
  if (sessions === 0) return;
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const count = at(mix.recent, start + slot);
    if (total > 0) {
      const share = at(mix.usual, slot) / total;
      // Rounded to whole hundredths, because sums that are halved must not depend on when they are halved.
      mix.scatter += Math.round(100 * (count - sessions * share) ** 2) * weight;
      mix.expectedScatter += Math.round(100 * sessions * share * (1 - share)) * weight;
    }
    mix.usual[slot] = at(mix.usual, slot) + count * weight;
    mix.recent[start + slot] = 0;
  }
}
