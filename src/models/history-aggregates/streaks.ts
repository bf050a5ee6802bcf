import type { EpochDay } from "../../time/calendar.ts";
import { columnOn, type HistoryState, oldestDay } from "./state.ts";

export interface Streaks {
  /** Days in a row with a completed session up to today. Today may still be empty. */
  readonly current: number;
  /** The longest such run of the last year. */
  readonly longest: number;
}

/**
 * Runs of days with sessions, as far back as the daily sums reach: a run longer than a year counts as a year.
 *
 * @param isFree days on which the person does not plan to work; without sessions, they neither count nor end a run
 */
export function streaksOf(
  state: HistoryState,
  today: EpochDay,
  isFree: (day: EpochDay) => boolean = () => false,
): Streaks {
  let longest = 0;
  let run = 0;
  for (let day = oldestDay(state); day <= today; day += 1) {
    if (columnOn(state, state.counts, day) > 0) run += 1;
    else if (day < today && !isFree(day)) run = 0;
    longest = Math.max(longest, run);
  }
  return { current: run, longest };
}
