import { BUILT_IN_PRESETS, type PresetTimes } from "../../domain/preset.ts";
import { halveSums, halveWeights, halvingsBetween } from "../../stats/ageing.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";
import { FOCUS_PARAMETERS } from "./parameters.ts";

export const WEEKDAYS = 7;
export const HOURS = 24;
/** Parts of the day, of three hours each. */
export const DAY_PARTS = 8;
const CELLS = WEEKDAYS * HOURS;

/** All numbers are whole. Cells are ordered by weekday (Monday first), with 24 hours each. */
export interface FocusState {
  /** The presets to plan with. */
  listed: readonly PresetTimes[];
  day: EpochDay | null;
  firstDay: EpochDay | null;
  sessions: number;
  rated: number;
  /** Number of rated sessions per cell, without ageing. */
  cellRatings: number[];
  /** Aged weight of the rated sessions per cell. */
  cellWeight: number[];
  /** Sum of weight × rating per cell, in tenths of a point. */
  cellTenths: number[];
  /** Sum of weight × squared deviation of ratings within their cell, in hundredths of squared points. */
  surprise: number;
  surpriseWeight: number;
  /** Aged weight of all sessions per hour. */
  hourUse: number[];
  /** Aged weight of all sessions per weekday. */
  weekdayUse: number[];
  /** Aged weight of completed sessions per hour. */
  hourCompleted: number[];
  /** Aged weight of the rated sessions per listed preset and three-hour part of the day. */
  presetWeight: number[];
  /** Sum of weight × rating per listed preset and part of the day, in tenths of a point. */
  presetTenths: number[];
}

export function emptyFocus(presets: readonly PresetTimes[] = BUILT_IN_PRESETS): FocusState {
  const zeros = (length: number) => new Array<number>(length).fill(0);
  return {
    listed: presets.map(({ id, workMinutes, breakMinutes }) => ({ id, workMinutes, breakMinutes })),
    day: null,
    firstDay: null,
    sessions: 0,
    rated: 0,
    cellRatings: zeros(CELLS),
    cellWeight: zeros(CELLS),
    cellTenths: zeros(CELLS),
    surprise: 0,
    surpriseWeight: 0,
    hourUse: zeros(HOURS),
    weekdayUse: zeros(WEEKDAYS),
    hourCompleted: zeros(HOURS),
    presetWeight: zeros(presets.length * DAY_PARTS),
    presetTenths: zeros(presets.length * DAY_PARTS),
  };
}

export function advanceFocus(state: FocusState, day: EpochDay): void {
  if (state.day === null) {
    state.day = day;
    return;
  }
  if (day <= state.day) return;
  for (let left = halvingsBetween(FOCUS_PARAMETERS.ageing, state.day, day); left > 0; left -= 1) {
    halveWeights(state.hourUse);
    halveWeights(state.weekdayUse);
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
  const row = isoWeekday(session.day) - 1;
  const cell = row * HOURS + hour;
  state.hourUse[hour] = (state.hourUse[hour] ?? 0) + weight;
  state.weekdayUse[row] = (state.weekdayUse[row] ?? 0) + weight;
  if (session.completed) state.hourCompleted[hour] = (state.hourCompleted[hour] ?? 0) + weight;
  if (session.rating === null) return;
  const tenths = Math.round(session.rating * 10);
  state.rated += 1;
  state.cellRatings[cell] = (state.cellRatings[cell] ?? 0) + 1;
  learnSurprise(state, cell, weight, tenths);
  state.cellWeight[cell] = (state.cellWeight[cell] ?? 0) + weight;
  state.cellTenths[cell] = (state.cellTenths[cell] ?? 0) + weight * tenths;
  const preset = state.listed.findIndex(({ id }) => id === session.preset);
  if (preset < 0) return;
  const presetCell = preset * DAY_PARTS + partOfDay(hour);
  state.presetWeight[presetCell] = (state.presetWeight[presetCell] ?? 0) + weight;
  state.presetTenths[presetCell] = (state.presetTenths[presetCell] ?? 0) + weight * tenths;
}

/** One step of weighted Welford variance. Its expectation is noise variance × weight, whatever the cell's mean. */
function learnSurprise(state: FocusState, cell: number, weight: number, tenths: number): void {
  const before = state.cellWeight[cell] ?? 0;
  if (before === 0) return;
  const deviation = tenths - (state.cellTenths[cell] ?? 0) / before;
  state.surprise += Math.round(weight * (before / (before + weight)) * deviation * deviation);
  state.surpriseWeight += weight;
}

/** Index of the three-hour part of the day that contains an hour. */
export function partOfDay(hour: number): number {
  return Math.floor((hour * DAY_PARTS) / HOURS);
}

/** Mean of a cell whose ratings are summed in tenths; null without ratings. */
export function meanOf(tenths: readonly number[], weights: readonly number[], cell: number) {
  const weight = weights[cell] ?? 0;
  return weight === 0 ? null : (tenths[cell] ?? 0) / weight / 10;
}
