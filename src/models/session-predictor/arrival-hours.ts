import type { IsoWeekday } from "../../time/calendar.ts";
import { populationShare, weekdayAffinity } from "./arrival-share.ts";
import { INTRADAY } from "./parameters.ts";
import { ageWeightOf, weekdayOfPast } from "./past-days.ts";
import type { SessionPredictorState } from "./state.ts";

/**
 * Distribution of a day's sessions over its hours, for this person and weekday.
 *
 * A session counts in the hour in which it became known, which is its end. Hours are counted from the start of the
 * person's day. Recent days and similar weekdays have more weight. The population's rhythm has the weight of eight
 * sessions.
 *
 * @param weekday of the day asked about
 * @param dayStartMinute minutes past midnight at which the person's day begins, 0 … 1439
 * @returns 24 shares; they sum to 1 minus the share of sessions that end after their day
 */
export function arrivalHours(
  state: SessionPredictorState,
  weekday: IsoWeekday,
  dayStartMinute: number,
): readonly number[] {
  const { arrivalCounts, arrivalMinutes } = state;
  const hours = Array.from(
    { length: 24 },
    (_, hour) =>
      INTRADAY.priorShareSessions *
      (populationShare((hour + 1) * 60, dayStartMinute) -
        populationShare(hour * 60, dayStartMinute)),
  );
  let total = INTRADAY.priorShareSessions;
  let next = 0;
  for (let index = 0; index < arrivalCounts.length; index++) {
    const age = arrivalCounts.length - index;
    const weight = ageWeightOf(age) * weekdayAffinity(weekday - 1, weekdayOfPast(weekday - 1, age));
    const end = next + (arrivalCounts[index] ?? 0);
    for (; next < end; next++) {
      const hour = Math.floor((arrivalMinutes[next] ?? 0) / 60);
      if (hour < 24) hours[hour] = (hours[hour] ?? 0) + weight;
      total += weight;
    }
  }
  return hours.map((share) => share / total);
}
