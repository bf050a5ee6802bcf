import { BUILT_IN_PRESETS, type PresetTimes } from "../../domain/preset.ts";
import { halveSums, halveWeights, halvingsBetween } from "../../stats/ageing.ts";
import {
  addToRow,
  emptyTally,
  type GroupTally,
  halveTally,
  rowFor,
  weakestRow,
} from "../../stats/group-tally.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";
import { PARAMETERS } from "./parameters.ts";
import { orderOf, SITUATIONS, situationIndex, TIMES, timeOf, weekendOfDay } from "./situation.ts";

/**
 * All numbers are whole (see `stats/ageing.ts`): weights are aged counts, tenths are sums of weight × rating in tenths
 * of a point.
 */
export interface PresetRecommenderState {
  /** The presets to choose from. */
  listed: readonly PresetTimes[];
  /** The open day. */
  day: EpochDay | null;
  firstDay: EpochDay | null;
  sessionsToday: number;
  sessions: number;
  ratings: number;
  /** Sum of weight × squared deviation of ratings within their cell, in hundredths of squared points. */
  surprise: number;
  surpriseWeight: number;
  /** Aged weight of the rated sessions by listed preset and situation. */
  cellWeight: number[];
  /** Sum of weight × rating by listed preset and situation. */
  cellTenths: number[];
  /** Presets: the listed ones first, then others named by sessions. */
  presets: GroupTally;
  /** Aged weight of the rated sessions by row of `presets` and hour. */
  hourWeight: number[];
  /** Sum of weight × rating by row of `presets` and hour. */
  hourTenths: number[];
  categories: {
    names: string[];
    /** Aged weight of all sessions; the category with the smallest weight is replaced first. */
    weight: number[];
    /** Rated sessions by category, listed preset and time of day; one block of `categoryCells` per category. */
    ratedWeight: number[];
    ratedTenths: number[];
  };
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

/** Cells per category. */
export function categoryCells({ listed }: Pick<PresetRecommenderState, "listed">): number {
  return listed.length * TIMES.length;
}

export function emptyState(
  presets: readonly PresetTimes[] = BUILT_IN_PRESETS,
): PresetRecommenderState {
  const listed = presets.map(({ id, workMinutes, breakMinutes }) => ({
    ...{ id, workMinutes, breakMinutes },
  }));
  const hours = (listed.length + PARAMETERS.otherPresets) * 24;
  return {
    listed,
    day: null,
    firstDay: null,
    sessionsToday: 0,
    sessions: 0,
    ratings: 0,
    surprise: 0,
    surpriseWeight: 0,
    cellWeight: zeros(listed.length * SITUATIONS),
    cellTenths: zeros(listed.length * SITUATIONS),
    presets: emptyTally(listed.map(({ id }) => id)),
    hourWeight: zeros(hours),
    hourTenths: zeros(hours),
    categories: { names: [], weight: [], ratedWeight: [], ratedTenths: [] },
  };
}

export function advanceState(draft: PresetRecommenderState, day: EpochDay): void {
  if (draft.day !== null && day <= draft.day) return;
  if (draft.day !== null) {
    const halvings = halvingsBetween(PARAMETERS.ageing, draft.day, day);
    for (let step = 0; step < halvings; step += 1) halve(draft);
  }
  draft.day = day;
  draft.sessionsToday = 0;
}

function halve(draft: PresetRecommenderState): void {
  draft.surprise = Math.round(draft.surprise / 2);
  draft.surpriseWeight = Math.floor(draft.surpriseWeight / 2);
  halveSums(draft.cellWeight, draft.cellTenths);
  halveTally(draft.presets);
  halveSums(draft.hourWeight, draft.hourTenths);
  halveWeights(draft.categories.weight);
  halveSums(draft.categories.ratedWeight, draft.categories.ratedTenths);
}

export function learnIntoState(draft: PresetRecommenderState, session: LearnedSession): void {
  advanceState(draft, session.day);
  draft.firstDay ??= session.day;
  draft.sessions += 1;
  draft.sessionsToday += 1;
  const weight = PARAMETERS.ageing.weightOf(session.day);
  const row = presetRow(draft, session.preset);
  addToRow(draft.presets, row, weight, session.completed, session.rating);
  const category = categoryRow(draft, session.category);
  draft.categories.weight[category] = (draft.categories.weight[category] ?? 0) + weight;
  if (session.rating !== null) {
    draft.ratings += 1;
    learnRating(draft, session, session.rating, weight, row, category);
  }
}

function learnRating(
  draft: PresetRecommenderState,
  session: LearnedSession,
  rating: number,
  weight: number,
  presetRow: number,
  category: number,
): void {
  const tenths = Math.round(rating * 10);
  add(draft.hourWeight, draft.hourTenths, presetRow * 24 + session.startHour, weight, tenths);
  // A preset that is not listed has statistics but cannot be recommended.
  if (presetRow >= draft.listed.length) return;
  const time = timeOf(session.startHour);
  const order = orderOf(draft.sessionsToday);
  const situation = situationIndex(time, order, weekendOfDay(session.day));
  const cell = presetRow * SITUATIONS + situation;
  learnSurprise(draft, cell, weight, tenths);
  add(draft.cellWeight, draft.cellTenths, cell, weight, tenths);
  const { ratedWeight, ratedTenths } = draft.categories;
  const block = category * categoryCells(draft) + presetRow * TIMES.length + time;
  add(ratedWeight, ratedTenths, block, weight, tenths);
}

function add(
  weights: number[],
  sums: number[],
  index: number,
  weight: number,
  tenths: number,
): void {
  weights[index] = (weights[index] ?? 0) + weight;
  sums[index] = (sums[index] ?? 0) + weight * tenths;
}

/**
 * One step of weighted Welford variance: the contribution of a rating to the squared deviations within its cell. Its
 * expectation is noise variance × weight, whatever the cell's mean.
 */
function learnSurprise(
  draft: PresetRecommenderState,
  cell: number,
  weight: number,
  tenths: number,
): void {
  const before = draft.cellWeight[cell] ?? 0;
  if (before === 0) return;
  const deviation = tenths - (draft.cellTenths[cell] ?? 0) / before;
  const share = before / (before + weight);
  draft.surprise += Math.round(weight * share * deviation * deviation);
  draft.surpriseWeight += weight;
}

function presetRow(draft: PresetRecommenderState, preset: string): number {
  const pinned = draft.listed.length;
  const row = rowFor(draft.presets, preset, pinned + PARAMETERS.otherPresets, pinned);
  if (row >= pinned && draft.presets.sessions[row] === 0) {
    draft.hourWeight.fill(0, row * 24, (row + 1) * 24);
    draft.hourTenths.fill(0, row * 24, (row + 1) * 24);
  }
  return row;
}

function categoryRow(draft: PresetRecommenderState, name: string): number {
  const { names, weight, ratedWeight, ratedTenths } = draft.categories;
  const known = names.indexOf(name);
  if (known >= 0) return known;
  const row = names.length < PARAMETERS.categories ? names.length : weakestRow(weight);
  names[row] = name;
  weight[row] = 0;
  const cells = categoryCells(draft);
  for (let cell = row * cells; cell < (row + 1) * cells; cell += 1) {
    ratedWeight[cell] = 0;
    ratedTenths[cell] = 0;
  }
  return row;
}
