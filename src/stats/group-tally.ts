import { halveSums, halveWeights } from "./ageing.ts";

/**
 * Ratings by user-defined name (category, preset), in a table of columns with a limited number of rows. Names that do
 * not fit share the group `rest`. Names are array elements rather than object keys, so that `__proto__` is an ordinary
 * name.
 */
export interface GroupTally {
  names: string[];
  /** Number of sessions, rated or not. */
  sessions: number[];
  completed: number[];
  ratings: number[];
  /** Unweighted sum of the ratings, in hundredths of a point. */
  ratingHundredths: number[];
  /** Aged weight of all sessions. The row with the smallest weight is replaced when the table is full. */
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

/** @param pinned names that permanently hold the first rows */
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
 * Row of `name`. A new name gets a free row, or replaces the name with the smallest aged weight. A new row has
 * `sessions` 0.
 * @param limit maximum number of rows
 * @param pinned number of first rows that are never replaced; less than `limit`
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
 * Index of the smallest weight from `first` on; the last one on a tie, so that names used only once replace one another
 * rather than names in regular use.
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

/**
 * Adds one session to a row. `weight` is the weight of its day. An unrated session leaves the rating columns unchanged.
 */
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

/** Ages the table by one half-life. */
export function halveTally(tally: GroupTally): void {
  halveWeights(tally.weight);
  halveSums(tally.ratedWeight, tally.ratedTenths);
}
