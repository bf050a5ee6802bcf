import { at } from "../../stats/at.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { MinuteSpan } from "./day-plan.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";
import { type FocusState, HOURS } from "./state.ts";

/**
 * Hours in which a day is planned by default: 6:00–22:00, or, for a person who mostly works outside them, the shortest
 * span of the clock with nearly all of their sessions. The span may continue past midnight (minutes above 1440), and is
 * at least as long as the number of listed hours.
 */
export function usualHours(state: FocusState, day: EpochDay): MinuteSpan {
  const { ageing, workingHours, ownHours, listedHours } = FOCUS_PARAMETERS;
  const fresh = ageing.freshWeight(state.day ?? day, day);
  const uses = state.hourUse.map((weight) => weight / fresh);
  const all = uses.reduce((sum, use) => sum + use, 0);
  const inside = uses.reduce(
    (sum, use, hour) =>
      hour * 60 >= workingHours.startMinute && hour * 60 < workingHours.endMinute ? sum + use : sum,
    0,
  );
  if (all < ownHours.sessions || inside >= ownHours.share * all) return workingHours;
  const { first, length } = shortestStretch(uses, ownHours.share * all);
  const wider = Math.max(length, 2 * listedHours);
  const start = first - Math.ceil((wider - length) / 2);
  const from = (start + HOURS) % HOURS;
  return { startMinute: from * 60, endMinute: (from + wider) * 60 };
}

/** Shortest span of consecutive hours, around the clock, that holds at least the given use. */
function shortestStretch(
  uses: readonly number[],
  enough: number,
): { readonly first: number; readonly length: number } {
  for (let length = 1; length < HOURS; length += 1) {
    for (let first = 0; first < HOURS; first += 1) {
      let sum = 0;
      for (let step = 0; step < length; step += 1) sum += at(uses, (first + step) % HOURS);
      if (sum >= enough) return { first, length };
    }
  }
  return { first: 0, length: HOURS };
}
