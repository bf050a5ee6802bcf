import type { IsoWeekday } from "../../time/calendar.ts";
import { populationShare, weekdayAffinity } from "./arrival-share.ts";
import { INTRADAY } from "./parameters.ts";
import { ageWeightOf, weekdayOfPast } from "./past-days.ts";
import type { SessionPredictorState } from "./state.ts";

/**
 * In which hours does this person get sessions done on such a weekday?
 *
 * Shares of a day's sessions by the hour in which they became known (that is, ended), counted from the start of the
 * person's day; recent days and like weekdays count more, and people in general count as eight sessions.
 *
 * @param weekday of the day asked about
 * @param dayStartMinute minutes past midnight at which the person's day begins, 0 … 1439
 * @returns 24 shares, which add up to 1 less the sessions that outlast their day
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
