import { at } from "../../stats/at.ts";
import { addToRow, emptyTally, type GroupTally, rowFor } from "../../stats/group-tally.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";

/** This week, the last one, and the one before it, which the last one is compared with. */
const WEEKS = 3;

/** Categories of one week. */
const CATEGORY_LIMIT = 16;

/** One week: completed sessions, and ratings. */
export interface WeekSums {
  /** Per weekday, Monday first: sessions, rated ones, sum of ratings in hundredths. */
  sessions: number[];
  rated: number[];
  ratingHundredths: number[];
  /** Per hour: rated sessions, sum of ratings in hundredths. */
  hourRated: number[];
  hourHundredths: number[];
  categories: GroupTally;
}

export interface WeeklyState {
  day: EpochDay | null;
  firstDay: EpochDay | null;
  /** Newest first; always three, the first is the week of `day`. */
  weeks: WeekSums[];
}

export function emptyWeekly(): WeeklyState {
  const weeks = Array.from({ length: WEEKS }, emptyWeek);
  return { day: null, firstDay: null, weeks };
}

function emptyWeek(): WeekSums {
  const zeros = (length: number) => new Array<number>(length).fill(0);
  return {
    sessions: zeros(7),
    rated: zeros(7),
    ratingHundredths: zeros(7),
    hourRated: zeros(24),
    hourHundredths: zeros(24),
    categories: emptyTally(),
  };
}

/** The Monday of a day's week. */
export function mondayOf(day: EpochDay): EpochDay {
  return day - isoWeekday(day) + 1;
}

export function advanceWeekly(state: WeeklyState, day: EpochDay): void {
  if (state.day === null) {
    state.day = day;
    return;
  }
  if (day <= state.day) return;
  const passed = Math.min(WEEKS, (mondayOf(day) - mondayOf(state.day)) / 7);
  for (let week = 0; week < passed; week += 1) state.weeks.unshift(emptyWeek());
  state.weeks.length = WEEKS;
  state.day = day;
}

export function learnWeekly(state: WeeklyState, session: LearnedSession): void {
  advanceWeekly(state, session.day);
  state.firstDay ??= session.day;
  const [week] = state.weeks;
  if (week === undefined) return;
  const index = isoWeekday(session.day) - 1;
  if (session.completed) week.sessions[index] = at(week.sessions, index) + 1;
  const row = rowFor(week.categories, session.category, CATEGORY_LIMIT);
  addToRow(week.categories, row, 1, session.completed, session.rating);
  if (session.rating === null) return;
  const hundredths = Math.round(session.rating * 100);
  const hour = session.startHour;
  week.rated[index] = at(week.rated, index) + 1;
  week.ratingHundredths[index] = at(week.ratingHundredths, index) + hundredths;
  week.hourRated[hour] = at(week.hourRated, hour) + 1;
  week.hourHundredths[hour] = at(week.hourHundredths, hour) + hundredths;
}
