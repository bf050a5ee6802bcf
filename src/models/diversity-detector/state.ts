import { createAgeing, halveWeights, halvingsBetween } from "../../stats/ageing.ts";
import { weakestRow } from "../../stats/group-tally.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";

/** Number of newest sessions that are kept. */
export const RECENT_SESSIONS = 20;

/** Maximum number of categories whose use is tracked. */
const CATEGORY_LIMIT = 16;

/** Use of categories has a half-life of this many days. */
const AGEING = createAgeing(45);

export interface DiversityState {
  day: EpochDay | null;
  firstDay: EpochDay;
  /** Number of completed sessions. */
  sessions: number;
  /** Days of the newest completed sessions, in the order of their start. */
  recentDays: number[];
  /** Categories of these sessions. */
  recentCategories: string[];
  /** Categories that the person has used. */
  categories: string[];
  /** Aged weight of each category's sessions. */
  weights: number[];
}

export function emptyDiversity(): DiversityState {
  return {
    day: null,
    firstDay: 0,
    sessions: 0,
    recentDays: [],
    recentCategories: [],
    categories: [],
    weights: [],
  };
}

export function advanceDiversity(state: DiversityState, day: EpochDay): void {
  if (state.day === null) {
    state.day = day;
    return;
  }
  if (day <= state.day) return;
  for (let left = halvingsBetween(AGEING, state.day, day); left > 0; left -= 1) {
    halveWeights(state.weights);
  }
  state.day = day;
}

export function learnDiversity(state: DiversityState, session: LearnedSession): void {
  advanceDiversity(state, session.day);
  if (!session.completed) return;
  if (state.sessions === 0) state.firstDay = session.day;
  state.sessions += 1;
  if (state.recentDays.length === RECENT_SESSIONS) {
    state.recentDays.shift();
    state.recentCategories.shift();
  }
  state.recentDays.push(session.day);
  state.recentCategories.push(session.category);
  const row = rowOf(state, session.category);
  state.weights[row] = (state.weights[row] ?? 0) + AGEING.weightOf(session.day);
}

function rowOf(state: DiversityState, category: string): number {
  const known = state.categories.indexOf(category);
  if (known >= 0) return known;
  if (state.categories.length < CATEGORY_LIMIT) return state.categories.push(category) - 1;
  const row = weakestRow(state.weights);
  state.categories[row] = category;
  state.weights[row] = 0;
  return row;
}
