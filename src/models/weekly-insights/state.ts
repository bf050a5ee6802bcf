import { weakestRow } from "../../stats/group-tally.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";

/** This week, the last week, and the week before, which the last week is compared with. */
const WEEKS = 3;

/** Weeks with categories and hours: those that can be queried. */
const DETAILED_WEEKS = 2;

/** Maximum number of categories in one week. */
const CATEGORY_LIMIT = 16;

/** One week by weekday, Monday first: completed sessions, ratings, and their sum in hundredths. */
export interface WeekDays {
  sessions: number[];
  rated: number[];
  hundredths: number[];
}

/** One week by hour and by category: ratings, and their sum in hundredths. */
export interface WeekDetail {
  hourRated: number[];
  hourHundredths: number[];
  categories: string[];
  /** Sessions per category; the least used one is replaced first. */
  uses: number[];
  rated: number[];
  hundredths: number[];
}

export interface WeeklyState {
  day: EpochDay | null;
  firstDay: EpochDay | null;
  /** Newest first, always three. The first is the week of `day`. */
  weeks: WeekDays[];
  /** Hours and categories of the newest two weeks. */
  details: WeekDetail[];
}

export function emptyWeekly(): WeeklyState {
  return {
    day: null,
    firstDay: null,
    weeks: Array.from({ length: WEEKS }, emptyWeek),
    details: Array.from({ length: DETAILED_WEEKS }, emptyDetail),
  };
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

function emptyWeek(): WeekDays {
  return { sessions: zeros(7), rated: zeros(7), hundredths: zeros(7) };
}

function emptyDetail(): WeekDetail {
  return {
    hourRated: zeros(24),
    hourHundredths: zeros(24),
    categories: [],
    uses: [],
    rated: [],
    hundredths: [],
  };
}

/** Monday of a day's week. */
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
  for (let week = 0; week < passed; week += 1) {
    state.weeks.unshift(emptyWeek());
    state.details.unshift(emptyDetail());
  }
  state.weeks.length = WEEKS;
  state.details.length = DETAILED_WEEKS;
  state.day = day;
}

export function learnWeekly(state: WeeklyState, session: LearnedSession): void {
  advanceWeekly(state, session.day);
  state.firstDay ??= session.day;
  const [week] = state.weeks;
  const [detail] = state.details;
  if (week === undefined || detail === undefined) return;
  const index = isoWeekday(session.day) - 1;
  if (session.completed) addTo(week.sessions, index, 1);
  const row = rowFor(detail, session.category);
  addTo(detail.uses, row, 1);
  if (session.rating === null) return;
  const hundredths = Math.round(session.rating * 100);
  addTo(week.rated, index, 1);
  addTo(week.hundredths, index, hundredths);
  addTo(detail.hourRated, session.startHour, 1);
  addTo(detail.hourHundredths, session.startHour, hundredths);
  addTo(detail.rated, row, 1);
  addTo(detail.hundredths, row, hundredths);
}

function rowFor(detail: WeekDetail, category: string): number {
  const known = detail.categories.indexOf(category);
  if (known >= 0) return known;
  const { length } = detail.categories;
  const row = length < CATEGORY_LIMIT ? length : weakestRow(detail.uses);
  detail.categories[row] = category;
  detail.uses[row] = 0;
  detail.rated[row] = 0;
  detail.hundredths[row] = 0;
  return row;
}

function addTo(values: number[], index: number, value: number): void {
  values[index] = (values[index] ?? 0) + value;
}
