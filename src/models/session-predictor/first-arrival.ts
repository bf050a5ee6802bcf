import { type IsoWeekday, isoWeekday } from "../../time/calendar.ts";
import { weekdayAffinity } from "./arrival-share.ts";
import { ageWeightOf } from "./past-days.ts";
import { skippedDays } from "./silence.ts";
import type { SessionPredictorState } from "./state.ts";

/** Weight of days with a session below which the start of such a day is unknown. */
const LEAST_WEIGHT = 2;
/** A day counts as one of work when at least this share of the days like it was. */
const LEAST_ACTIVE = 0.5;
/** A quarter of the days began no later. */
const EARLY = 0.25;

/**
 * How early does this person get the first session of such a weekday done?
 *
 * Recent days and like weekdays count more, as in all answers about today.
 *
 * @param weekday of the day asked about
 * @returns minutes since the person's day began by which on a quarter of the days with sessions the first had ended, 0 … 1440;
 * nothing when too few such days are known, or on most of them there was no session
 */
export function firstArrival(
  state: SessionPredictorState,
  weekday: IsoWeekday,
): number | undefined {
  const { arrivalCounts, arrivalMinutes, openDay } = state;
  if (openDay === null) return undefined;
  const oldest = openDay - skippedDays(state) - arrivalCounts.length;
  const firsts: { readonly minute: number; readonly weight: number }[] = [];
  let known = 0;
  let active = 0;
  let next = 0;
  for (let index = 0; index < arrivalCounts.length; index++) {
    const likeness = weekdayAffinity(weekday - 1, isoWeekday(oldest + index) - 1);
    const weight = ageWeightOf(arrivalCounts.length - index) * likeness;
    const count = arrivalCounts[index] ?? 0;
    known += weight;
    if (count > 0) {
      active += weight;
      firsts.push({ minute: arrivalMinutes[next] ?? 0, weight });
    }
    next += count;
  }
  if (active < LEAST_WEIGHT || active < LEAST_ACTIVE * known) return undefined;
  firsts.sort((one, other) => one.minute - other.minute);
  let below = 0;
  return firsts.find(({ weight }) => {
    below += weight;
    return below >= EARLY * active;
  })?.minute;
}
