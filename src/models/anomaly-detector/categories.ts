import { at } from "../../stats/at.ts";
import { CATEGORY_SLOTS, WEEK_DAYS } from "./parameters.ts";

/** Shares of categories in bounded space: the latest days one by one, everything before as aged sums. */
export interface CategoryMix {
  /** Names by slot, at most CATEGORY_SLOTS; never object keys, so that `__proto__` is a name like any other. */
  names: string[];
  /** Sessions per day and slot of the latest WEEK_DAYS days; a day takes SLOTS entries, the last is for all others. */
  recent: number[];
  /** Aged sessions per slot of the days before. */
  usual: number[];
  /** Aged sums: squared deviations of daily counts from what was usual, and what independent sessions would give. */
  scatter: number;
  expectedScatter: number;
}

/** Slots with the one that all other categories share. */
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

/** The slot in which to count a category; a new one takes the place of the rarest that is not in use these days. */
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

/** Moves a day that leaves the recent ones into what is usual, and notes how far it was from that. */
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
      // Whole numbers (hundredths): sums that are halved must not depend on when.
      mix.scatter += Math.round(100 * (count - sessions * share) ** 2) * weight;
      mix.expectedScatter += Math.round(100 * sessions * share * (1 - share)) * weight;
    }
    mix.usual[slot] = at(mix.usual, slot) + count * weight;
    mix.recent[start + slot] = 0;
  }
}
