import { at } from "../../stats/at.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { MinuteSpan } from "./day-plan.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";
import { type FocusState, HOURS } from "./state.ts";

/**
 * The hours in which a day is planned when nobody says otherwise: 6:00–22:00, or, for a person who mostly works outside
 * of them, the shortest stretch of the clock that holds nearly all of their sessions. It may go on past midnight
 * (minutes beyond 1440), and is at least as long as the hours that an answer lists.
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

/** The fewest consecutive hours, around the clock, that hold at least so much use. */
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
