import { type IsoWeekday, isoWeekday } from "../../time/calendar.ts";
import { weekdayAffinity } from "./arrival-share.ts";
import { ageWeightOf } from "./past-days.ts";
import { skippedDays } from "./silence.ts";
import type { SessionPredictorState } from "./state.ts";

/** Total weight of active days needed before a first arrival is reported. */
const MIN_WEIGHT = 2;
/** A weekday is a working day when at least this share of similar days was active. */
const MIN_ACTIVE_SHARE = 0.5;
/** Quantile of the first arrivals that is reported. */
const EARLY = 0.25;

/**
 * Early end time of the first session on this weekday.
 *
 * Recent days and similar weekdays have more weight, as in all same-day forecasts.
 *
 * @param weekday of the day asked about
 * @returns lower quartile, over active days, of the end of the first session, in minutes since the person's day began,
 *   0 … 1440; `undefined` when too few such days are known or most of them were empty
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
  if (active < MIN_WEIGHT || active < MIN_ACTIVE_SHARE * known) return undefined;
  firsts.sort((one, other) => one.minute - other.minute);
  let below = 0;
  return firsts.find(({ weight }) => {
    below += weight;
    return below >= EARLY * active;
  })?.minute;
}
