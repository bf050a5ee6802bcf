import { PRESETS } from "../../schemas/session.ts";
import { halveSums, halveWeights, halvingsBetween } from "../../stats/ageing.ts";
import { at } from "../../stats/at.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";

export const WEEKDAYS = 7;
export const HOURS = 24;
const CELLS = WEEKDAYS * HOURS;
const KNOWN_PRESETS: readonly string[] = PRESETS;

/** Whole numbers throughout; cells are weekday by weekday (Monday first), 24 hours each. */
export interface FocusState {
  day: EpochDay | null;
  firstDay: EpochDay | null;
  sessions: number;
  rated: number;
  /** Plain number of rated sessions per cell. */
  cellRatings: number[];
  /** Aged weights per cell: all sessions, rated ones, and weight × rating in tenths of a point. */
  cellUse: number[];
  cellWeight: number[];
  cellTenths: number[];
  /** Weight × squared surprise of ratings within their cell, in hundredths of squared points. */
  surprise: number;
  surpriseWeight: number;
  /** Aged weight of completed sessions per hour. */
  hourCompleted: number[];
  /** Per known preset and hour, aged: rated sessions, and weight × rating in tenths. */
  presetWeight: number[];
  presetTenths: number[];
}

export function emptyFocus(): FocusState {
  const zeros = (length: number) => new Array<number>(length).fill(0);
  return {
    day: null,
    firstDay: null,
    sessions: 0,
    rated: 0,
    cellRatings: zeros(CELLS),
    cellUse: zeros(CELLS),
    cellWeight: zeros(CELLS),
    cellTenths: zeros(CELLS),
    surprise: 0,
    surpriseWeight: 0,
    hourCompleted: zeros(HOURS),
    presetWeight: zeros(PRESETS.length * HOURS),
    presetTenths: zeros(PRESETS.length * HOURS),
  };
}

export function advanceFocus(state: FocusState, day: EpochDay): void {
  if (state.day === null) {
    state.day = day;
    return;
  }
  if (day <= state.day) return;
  for (let left = halvingsBetween(FOCUS_PARAMETERS.ageing, state.day, day); left > 0; left -= 1) {
    halveWeights(state.cellUse);
    halveWeights(state.hourCompleted);
    halveSums(state.cellWeight, state.cellTenths);
    halveSums(state.presetWeight, state.presetTenths);
    state.surprise = Math.round(state.surprise / 2);
    state.surpriseWeight = Math.floor(state.surpriseWeight / 2);
  }
  state.day = day;
}

export function learnFocus(state: FocusState, session: LearnedSession): void {
  advanceFocus(state, session.day);
  state.firstDay ??= session.day;
  state.sessions += 1;
  const weight = FOCUS_PARAMETERS.ageing.weightOf(session.day);
  const hour = session.startHour;
  const cell = (isoWeekday(session.day) - 1) * HOURS + hour;
  state.cellUse[cell] = at(state.cellUse, cell) + weight;
  if (session.completed) state.hourCompleted[hour] = at(state.hourCompleted, hour) + weight;
  if (session.rating === null) return;
  const tenths = Math.round(session.rating * 10);
  state.rated += 1;
  state.cellRatings[cell] = at(state.cellRatings, cell) + 1;
  learnSurprise(state, cell, weight, tenths);
  state.cellWeight[cell] = at(state.cellWeight, cell) + weight;
  state.cellTenths[cell] = at(state.cellTenths, cell) + weight * tenths;
  const preset = KNOWN_PRESETS.indexOf(session.preset);
  if (preset < 0) return;
  const presetCell = preset * HOURS + hour;
  state.presetWeight[presetCell] = at(state.presetWeight, presetCell) + weight;
  state.presetTenths[presetCell] = at(state.presetTenths, presetCell) + weight * tenths;
}

/** A weighted Welford step: its expectation is noise variance × weight, whatever the cell's mean is. */
function learnSurprise(state: FocusState, cell: number, weight: number, tenths: number): void {
  const before = at(state.cellWeight, cell);
  if (before === 0) return;
  const deviation = tenths - at(state.cellTenths, cell) / before;
  state.surprise += Math.round(weight * (before / (before + weight)) * deviation * deviation);
  state.surpriseWeight += weight;
}

/** Mean of a cell whose ratings are summed in tenths; null when it has none. */
export function meanOf(tenths: readonly number[], weights: readonly number[], cell: number) {
  const weight = at(weights, cell);
  return weight === 0 ? null : at(tenths, cell) / weight / 10;
}
