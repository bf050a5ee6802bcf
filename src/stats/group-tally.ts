import { halveSums, halveWeights } from "./ageing.ts";

/**
 * Ratings by name (category, preset), for names that users make up: a table of at most so many rows, columns side
 * by side. What no longer fits is lumped together in `rest`. Names are array elements, never object keys,
 * so that `__proto__` is a name like any other.
 */
export interface GroupTally {
  names: string[];
  /** All sessions, rated or not. */
  sessions: number[];
  completed: number[];
  ratings: number[];
  /** Plain sum of the ratings, in hundredths of a point. */
  ratingHundredths: number[];
  /** Aged weight of all sessions; the smallest gives way when the table is full. */
  weight: number[];
  /** Aged weight of the rated sessions. */
  ratedWeight: number[];
  /** Sum of rating × aged weight, in tenths of a point. */
  ratedTenths: number[];
  rest: {
    names: number;
    sessions: number;
    completed: number;
    ratings: number;
    ratingHundredths: number;
  };
}

/** @param pinned names that have the first rows for good */
export function emptyTally(pinned: readonly string[] = []): GroupTally {
  const zeros = () => pinned.map(() => 0);
  return {
    names: [...pinned],
    sessions: zeros(),
    completed: zeros(),
    ratings: zeros(),
    ratingHundredths: zeros(),
    weight: zeros(),
    ratedWeight: zeros(),
    ratedTenths: zeros(),
    rest: { names: 0, sessions: 0, completed: 0, ratings: 0, ratingHundredths: 0 },
  };
}

/**
 * The row of `name`; a new name gets a free row, else that of the name with the smallest aged weight. A row whose `sessions` is 0 is new.
 * @param limit rows at most
 * @param pinned how many first rows never give way; fewer than `limit`
 */
export function rowFor(tally: GroupTally, name: string, limit: number, pinned = 0): number {
  const known = tally.names.indexOf(name);
  if (known >= 0) return known;
  const row = tally.names.length < limit ? tally.names.length : weakestRow(tally.weight, pinned);
  if (row < tally.names.length) giveUp(tally, row);
  tally.names[row] = name;
  tally.sessions[row] = 0;
  tally.completed[row] = 0;
  tally.ratings[row] = 0;
  tally.ratingHundredths[row] = 0;
  tally.weight[row] = 0;
  tally.ratedWeight[row] = 0;
  tally.ratedTenths[row] = 0;
  return row;
}

/**
 * Index of the smallest weight from `first` on; the last of equals, so that a stream of names used once replaces
 * one another rather than names that are used again and again.
 */
export function weakestRow(weights: readonly number[], first = 0): number {
  let row = first;
  for (let index = first + 1; index < weights.length; index += 1) {
    if ((weights[index] ?? 0) <= (weights[row] ?? 0)) row = index;
  }
  return row;
}

function giveUp(tally: GroupTally, row: number): void {
  const { rest } = tally;
  rest.names += 1;
  rest.sessions += tally.sessions[row] ?? 0;
  rest.completed += tally.completed[row] ?? 0;
  rest.ratings += tally.ratings[row] ?? 0;
  rest.ratingHundredths += tally.ratingHundredths[row] ?? 0;
}

/** Adds one session to a row. `weight` is that of its day; an unrated session moves no rating column. */
export function addToRow(
  tally: GroupTally,
  row: number,
  weight: number,
  completed: boolean,
  rating: number | null,
): void {
  tally.sessions[row] = (tally.sessions[row] ?? 0) + 1;
  tally.weight[row] = (tally.weight[row] ?? 0) + weight;
  if (completed) tally.completed[row] = (tally.completed[row] ?? 0) + 1;
  if (rating === null) return;
  tally.ratings[row] = (tally.ratings[row] ?? 0) + 1;
  tally.ratingHundredths[row] = (tally.ratingHundredths[row] ?? 0) + Math.round(rating * 100);
  tally.ratedWeight[row] = (tally.ratedWeight[row] ?? 0) + weight;
  tally.ratedTenths[row] = (tally.ratedTenths[row] ?? 0) + weight * Math.round(rating * 10);
}

/** One half-life later. */
export function halveTally(tally: GroupTally): void {
  halveWeights(tally.weight);
  halveSums(tally.ratedWeight, tally.ratedTenths);
}
