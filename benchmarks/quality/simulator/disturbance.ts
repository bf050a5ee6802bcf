import type { EpochDay } from "../../../src/time/calendar.ts";
import type { Influence } from "./influence.ts";

/** A known change injected into a history, for measuring whether and when it is noticed. */
export interface Disturbance {
  /**
   * `rating`: points lost; `hours`: hours later; `category`: share that moves to a new category; `absence`:
   * no sessions, size unused; `count`: factor on the number of sessions.
   */
  readonly type: "rating" | "hours" | "category" | "absence" | "count";
  readonly size: number;
  readonly fromDay: EpochDay;
  /** Days that it lasts; endless when absent. */
  readonly days?: number;
}

/** @param index days since the history began, on which `fromIndex` counts too */
export function disturb(
  influence: Influence,
  disturbance: Disturbance & { readonly fromIndex: number },
  index: number,
): Influence {
  const { type, size, fromIndex, days = Number.POSITIVE_INFINITY } = disturbance;
  if (index < fromIndex || index >= fromIndex + days) return influence;
  switch (type) {
    case "rating":
      return { ...influence, ratingOffset: influence.ratingOffset - size };
    case "hours":
      return { ...influence, startShiftMinutes: influence.startShiftMinutes + 60 * size };
    case "category":
      return { ...influence, newCategoryChance: size };
    case "absence":
      return { ...influence, away: true };
    case "count":
      return { ...influence, countFactor: influence.countFactor * size };
  }
}
