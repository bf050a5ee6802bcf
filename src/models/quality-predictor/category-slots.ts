import { CATEGORY_SLOTS, COLUMNS } from "./features.ts";
import { clearColumn } from "./regression.ts";
import { DAY_PARTS, type QualityState } from "./state.ts";

/** Upper bound of a category's counter: it keeps its column against at most this many sessions of new categories. */
const FIRMEST_HOLD = 20;

/** Index of a category among the category columns; null when it has no column of its own. */
export function findSlot(state: QualityState, category: string): number | null {
  const slot = state.categories.indexOf(category);
  return slot < 0 ? null : slot;
}

/**
 * Column in which a category is learned. New categories share the last column until another is free. Keeps the most
 * frequent categories in bounded space: Misra & Gries, Finding repeated elements, 1982.
 */
export function takeSlot(state: QualityState, category: string): number {
  const { categories, holds } = state;
  const known = categories.indexOf(category);
  if (known >= 0) {
    holds[known] = Math.min((holds[known] ?? 0) + 1, FIRMEST_HOLD);
    return known;
  }
  if (categories.length < CATEGORY_SLOTS) {
    holds.push(1);
    return categories.push(category) - 1;
  }
  const free = holds.indexOf(0);
  if (free < 0) {
    for (let slot = 0; slot < holds.length; slot += 1) holds[slot] = (holds[slot] ?? 0) - 1;
    return CATEGORY_SLOTS;
  }
  categories[free] = category;
  holds[free] = 1;
  clearColumn(state, COLUMNS.category.start + free);
  state.categoryParts.fill(0, free * DAY_PARTS * 2, (free + 1) * DAY_PARTS * 2);
  return free;
}
