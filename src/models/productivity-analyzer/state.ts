import type { PresetTimes } from "../../domain/preset.ts";
import { halveSums, halvingsBetween } from "../../stats/ageing.ts";
import { newlyCovered } from "../../stats/covered-time.ts";
import {
  addToRow,
  emptyTally,
  type GroupTally,
  halveTally,
  rowFor,
} from "../../stats/group-tally.ts";
import { type EpochDay, isoWeekday } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";
import { PARAMETERS } from "./parameters.ts";

export const WEEKDAYS = 7;
export const HOURS = 24;
const CELLS = WEEKDAYS * HOURS;
/** Days with separate sums for the trend, including the open day. */
const RECENT_DAYS = PARAMETERS.trend.recentDays + PARAMETERS.trend.earlierDays;

/** All numbers are whole; see `stats/ageing.ts`. Cells are ordered by weekday (Monday first), with 24 hours each. */
export interface ProductivityAnalyzerState {
  /** The open day. */
  day: EpochDay | null;
  firstDay: EpochDay | null;
  sessions: number;
  completed: number;
  ratings: number;
  seconds: number;
  /** End of the time covered by sessions, ms since the epoch; overlapping time counts once. */
  coveredUntilMs: number;
  /** Number of sessions per cell. */
  cellSessions: number[];
  /** Number of rated sessions per cell. */
  cellRatings: number[];
  /** Unweighted sum of the ratings per cell, in hundredths of a point. */
  cellHundredths: number[];
  /** Aged weight of the rated sessions per cell. */
  cellWeight: number[];
  /** Sum of weight × rating per cell, in tenths of a point. */
  cellTenths: number[];
  /** Sum of weight × squared deviation of ratings within their cell, in hundredths of squared points. */
  surprise: number;
  surpriseWeight: number;
  /** Number of ratings of each recent day, at index day modulo RECENT_DAYS. */
  recentRatings: number[];
  recentHundredths: number[];
  categories: GroupTally;
  presets: GroupTally;
  /** Number of first rows of `presets` that are never replaced: the person's own list. */
  ownPresets: number;
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

export function emptyState(presets: readonly PresetTimes[] = []): ProductivityAnalyzerState {
  return {
    day: null,
    firstDay: null,
    sessions: 0,
    completed: 0,
    ratings: 0,
    seconds: 0,
    coveredUntilMs: 0,
    cellSessions: zeros(CELLS),
    cellRatings: zeros(CELLS),
    cellHundredths: zeros(CELLS),
    cellWeight: zeros(CELLS),
    cellTenths: zeros(CELLS),
    surprise: 0,
    surpriseWeight: 0,
    recentRatings: zeros(RECENT_DAYS),
    recentHundredths: zeros(RECENT_DAYS),
    categories: emptyTally(),
    presets: emptyTally(presets.map(({ id }) => id)),
    ownPresets: presets.length,
  };
}

/** Index of a day among the recent ones. */
export function recentIndex(day: EpochDay): number {
  return ((day % RECENT_DAYS) + RECENT_DAYS) % RECENT_DAYS;
}

/** Whether the state still holds this day's sums. */
export function isRecent(state: ProductivityAnalyzerState, day: EpochDay): boolean {
  return state.day !== null && day <= state.day && day > state.day - RECENT_DAYS;
}

export function advanceState(draft: ProductivityAnalyzerState, day: EpochDay): void {
  if (draft.day !== null) {
    if (day <= draft.day) return;
    const halvings = halvingsBetween(PARAMETERS.ageing, draft.day, day);
    for (let step = 0; step < halvings; step += 1) halve(draft);
    for (let opened = Math.max(draft.day + 1, day - RECENT_DAYS + 1); opened <= day; opened += 1) {
      draft.recentRatings[recentIndex(opened)] = 0;
      draft.recentHundredths[recentIndex(opened)] = 0;
    }
  }
  draft.day = day;
}

function halve(draft: ProductivityAnalyzerState): void {
  draft.surprise = Math.round(draft.surprise / 2);
  draft.surpriseWeight = Math.floor(draft.surpriseWeight / 2);
  halveSums(draft.cellWeight, draft.cellTenths);
  halveTally(draft.categories);
  halveTally(draft.presets);
}

/** Index of a cell; `weekday` is ISO, 1 = Monday. */
export function cellIndex(weekday: number, hour: number): number {
  return (weekday - 1) * HOURS + hour;
}

export function learnIntoState(draft: ProductivityAnalyzerState, session: LearnedSession): void {
  const { day, rating, completed } = session;
  advanceState(draft, day);
  draft.firstDay ??= day;
  draft.sessions += 1;
  const start = session.startedAtMs;
  const end = start + Math.round(session.durationMinutes * 60) * 1000;
  const covered = newlyCovered({ start, end }, draft.coveredUntilMs);
  draft.seconds += Math.round(covered.length / 1000);
  draft.coveredUntilMs = covered.coveredUntil;
  if (completed) draft.completed += 1;
  const weight = PARAMETERS.ageing.weightOf(day);
  const { categories, presets, ownPresets } = draft;
  const category = rowFor(categories, session.category, PARAMETERS.categories);
  addToRow(categories, category, weight, completed, rating);
  const preset = rowFor(presets, session.preset, ownPresets + PARAMETERS.presets, ownPresets);
  addToRow(presets, preset, weight, completed, rating);
  const cell = cellIndex(isoWeekday(day), session.startHour);
  draft.cellSessions[cell] = (draft.cellSessions[cell] ?? 0) + 1;
  if (rating !== null) learnRating(draft, day, cell, weight, rating);
}

function learnRating(
  draft: ProductivityAnalyzerState,
  day: EpochDay,
  cell: number,
  weight: number,
  rating: number,
): void {
  const hundredths = Math.round(rating * 100);
  const tenths = Math.round(rating * 10);
  draft.ratings += 1;
  draft.cellRatings[cell] = (draft.cellRatings[cell] ?? 0) + 1;
  draft.cellHundredths[cell] = (draft.cellHundredths[cell] ?? 0) + hundredths;
  const recent = recentIndex(day);
  draft.recentRatings[recent] = (draft.recentRatings[recent] ?? 0) + 1;
  draft.recentHundredths[recent] = (draft.recentHundredths[recent] ?? 0) + hundredths;
  const before = draft.cellWeight[cell] ?? 0;
  const sum = draft.cellTenths[cell] ?? 0;
  if (before > 0) {
    // One step of weighted Welford variance. Its expectation is noise variance × weight, whatever the cell's mean.
    const deviation = tenths - sum / before;
    draft.surprise += Math.round(weight * (before / (before + weight)) * deviation * deviation);
    draft.surpriseWeight += weight;
  }
  draft.cellWeight[cell] = before + weight;
  draft.cellTenths[cell] = sum + weight * tenths;
}
