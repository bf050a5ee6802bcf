import { createAgeing, halveSums, halveWeights, halvingsBetween } from "../../stats/ageing.ts";
import {
  addToRow,
  emptyTally,
  type GroupTally,
  halveTally,
  rowFor,
} from "../../stats/group-tally.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";

/** Number of themes (categories) with a row of their own; the least used one is replaced first. */
const THEME_LIMIT = 24;

const AGEING = createAgeing(90);

/** Sessions by theme, and by theme and weekday. */
export interface ThemeState {
  day: EpochDay | null;
  firstDay: EpochDay | null;
  tally: GroupTally;
  /** Aged weight of completed sessions, in seven columns per row of the tally, Monday first. */
  weekdayWeights: number[];
  /** Aged weight of rated sessions, in the same layout. */
  weekdayRatedWeights: number[];
  /** Sum of weight × rating in tenths of a point, in the same layout. */
  weekdayRatedTenths: number[];
}

export function emptyThemes(): ThemeState {
  return {
    day: null,
    firstDay: null,
    tally: emptyTally(),
    weekdayWeights: [],
    weekdayRatedWeights: [],
    weekdayRatedTenths: [],
  };
}

export function advanceThemes(state: ThemeState, day: EpochDay): void {
  if (state.day === null) {
    state.day = day;
    return;
  }
  if (day <= state.day) return;
  for (let left = halvingsBetween(AGEING, state.day, day); left > 0; left -= 1) {
    halveTally(state.tally);
    halveWeights(state.weekdayWeights);
    halveSums(state.weekdayRatedWeights, state.weekdayRatedTenths);
  }
  state.day = day;
}

export function learnTheme(state: ThemeState, session: LearnedSession): void {
  advanceThemes(state, session.day);
  state.firstDay ??= session.day;
  const row = rowFor(state.tally, session.category, THEME_LIMIT);
  if ((state.tally.sessions[row] ?? 0) === 0) clearWeekdays(state, row);
  const weight = AGEING.weightOf(session.day);
  addToRow(state.tally, row, weight, session.completed, session.rating);
  const cell = row * 7 + isoWeekday(session.day) - 1;
  if (session.completed) state.weekdayWeights[cell] = (state.weekdayWeights[cell] ?? 0) + weight;
  if (session.rating === null) return;
  state.weekdayRatedWeights[cell] = (state.weekdayRatedWeights[cell] ?? 0) + weight;
  state.weekdayRatedTenths[cell] =
    (state.weekdayRatedTenths[cell] ?? 0) + weight * Math.round(session.rating * 10);
}

function clearWeekdays(state: ThemeState, row: number): void {
  for (let cell = row * 7; cell < row * 7 + 7; cell += 1) {
    state.weekdayWeights[cell] = 0;
    state.weekdayRatedWeights[cell] = 0;
    state.weekdayRatedTenths[cell] = 0;
  }
}

/** Weight of one session on the queried day. */
export function themeUnit(state: ThemeState, day: EpochDay): number {
  return AGEING.freshWeight(state.day ?? day, day);
}
