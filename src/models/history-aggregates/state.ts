import { createAgeing, halveSums, halveWeights, halvingsBetween } from "../../stats/ageing.ts";
import { clearDays, slotOf } from "../../stats/day-ring.ts";
import type { EpochDay } from "../../time/calendar.ts";
import type { LearnedSession } from "../model.ts";

/** A leap year: the longest window that can be queried (365 days), and today. */
export const RING_DAYS = 366;

/** Statistics by hour of the day have a half-life of this many days. */
const AGEING = createAgeing(90);

/** Daily sums of the last year, and aged sums by hour of the day. */
export interface HistoryState {
  /** The latest learned day; null before the first. */
  day: EpochDay | null;
  /** Day of the first session; null before it. */
  firstDay: EpochDay | null;
  /** Number of completed sessions. */
  sessions: number;
  /** Number of ratings. */
  rated: number;
  /** Completed sessions per day of the ring. */
  counts: number[];
  /** Ratings per day of the ring. */
  ratedCounts: number[];
  /** Sum of ratings per day of the ring, with two decimals. */
  ratingSums: number[];
  /** Aged weight of completed sessions per hour of the day. */
  hourWeights: number[];
  /** Aged weight of rated sessions per hour of the day. */
  hourRatedWeights: number[];
  /** Sum of weight × rating per hour of the day, in tenths of a point. */
  hourRatedTenths: number[];
}

export function emptyHistory(): HistoryState {
  const zeros = (length: number) => new Array<number>(length).fill(0);
  return {
    day: null,
    firstDay: null,
    sessions: 0,
    rated: 0,
    counts: zeros(RING_DAYS),
    ratedCounts: zeros(RING_DAYS),
    ratingSums: zeros(RING_DAYS),
    hourWeights: zeros(24),
    hourRatedWeights: zeros(24),
    hourRatedTenths: zeros(24),
  };
}

export function advanceHistory(state: HistoryState, day: EpochDay): void {
  if (state.day === null) {
    state.day = day;
    return;
  }
  if (day <= state.day) return;
  clearDays([state.counts, state.ratedCounts, state.ratingSums], state.day, day);
  for (let left = halvingsBetween(AGEING, state.day, day); left > 0; left -= 1) {
    halveWeights(state.hourWeights);
    halveSums(state.hourRatedWeights, state.hourRatedTenths);
  }
  state.day = day;
}

/** Counts the session if it was completed, and its rating if it has one. */
export function learnHistory(state: HistoryState, session: LearnedSession): void {
  advanceHistory(state, session.day);
  state.firstDay ??= session.day;
  const slot = slotOf(session.day, RING_DAYS);
  const hour = session.startHour;
  const weight = AGEING.weightOf(session.day);
  if (session.completed) {
    state.sessions += 1;
    state.counts[slot] = (state.counts[slot] ?? 0) + 1;
    state.hourWeights[hour] = (state.hourWeights[hour] ?? 0) + weight;
  }
  const { rating } = session;
  if (rating === null) return;
  state.rated += 1;
  state.ratedCounts[slot] = (state.ratedCounts[slot] ?? 0) + 1;
  state.ratingSums[slot] = Math.round(((state.ratingSums[slot] ?? 0) + rating) * 100) / 100;
  state.hourRatedWeights[hour] = (state.hourRatedWeights[hour] ?? 0) + weight;
  state.hourRatedTenths[hour] =
    (state.hourRatedTenths[hour] ?? 0) + weight * Math.round(rating * 10);
}

/** Weight of one session on the day asked about, for converting aged weights to session counts. */
export function freshWeight(state: HistoryState, day: EpochDay): number {
  return AGEING.freshWeight(state.day ?? day, day);
}

/** Sums over the days from `from` to `to`; days outside the ring count as 0. */
export interface DaySums {
  readonly sessions: number;
  readonly rated: number;
  /** Days with a rating. */
  readonly ratedDays: number;
  readonly ratingSum: number;
}

/** Sums over the days from `from` up to and including `to`. */
export function sumDays(state: HistoryState, from: EpochDay, to: EpochDay): DaySums {
  let sessions = 0;
  let rated = 0;
  let ratedDays = 0;
  let ratingSum = 0;
  for (let day = Math.max(from, oldestDay(state)); day <= Math.min(to, state.day ?? to); day += 1) {
    const slot = slotOf(day, RING_DAYS);
    sessions += state.counts[slot] ?? 0;
    rated += state.ratedCounts[slot] ?? 0;
    if ((state.ratedCounts[slot] ?? 0) > 0) ratedDays += 1;
    ratingSum += state.ratingSums[slot] ?? 0;
  }
  return { sessions, rated, ratedDays, ratingSum };
}

/** A day's entry in a column of the ring; 0 for a day after the latest learned one. */
export function columnOn(state: HistoryState, column: readonly number[], day: EpochDay): number {
  return state.day === null || day > state.day ? 0 : (column[slotOf(day, RING_DAYS)] ?? 0);
}

/** The oldest day in the ring that is not before the first session. */
export function oldestDay(state: HistoryState): EpochDay {
  const day = state.day ?? 0;
  return Math.max(state.firstDay ?? day, day - RING_DAYS + 1);
}
