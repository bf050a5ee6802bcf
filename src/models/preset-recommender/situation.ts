import { isoWeekday } from "../../time/calendar.ts";

/**
 * Situations are combinations of 7 times of day, 3 places in the day, and workday or weekend. Times of day are unions
 * of the hour ranges in `customaryPreset`.
 */
export const TIMES = [
  { from: 0, to: 5 },
  { from: 6, to: 8 },
  { from: 9, to: 11 },
  { from: 12, to: 13 },
  { from: 14, to: 16 },
  { from: 17, to: 19 },
  { from: 20, to: 23 },
] as const;
/** Number of places in the day, see `orderOf`. */
export const ORDERS = 3;
/** Workday and weekend. */
export const WEEKENDS = 2;
/** Number of situations per preset. */
export const SITUATIONS = TIMES.length * ORDERS * WEEKENDS;

const TIME_OF_HOUR = Array.from({ length: 24 }, (_, hour) =>
  TIMES.findIndex(({ from, to }) => hour >= from && hour <= to),
);

/** Index in TIMES. */
export function timeOf(hour: number): number {
  return TIME_OF_HOUR[hour] ?? 0;
}

/**
 * 0 for the first two sessions of a day, 1 for the third and fourth, 2 for later ones, because the usual long break
 * follows the fourth.
 * @param place 1 for the first session of the day
 */
export function orderOf(place: number): number {
  if (place <= 2) return 0;
  return place <= 4 ? 1 : 2;
}

/** 1 on Saturdays and Sundays. */
export function weekendOf(weekday: number): number {
  return weekday >= 6 ? 1 : 0;
}

/** 1 when the day is a Saturday or Sunday. */
export function weekendOfDay(day: number): number {
  return weekendOf(isoWeekday(day));
}

/** Index of a situation, 0 … SITUATIONS − 1. */
export function situationIndex(time: number, order: number, weekend: number): number {
  return (time * ORDERS + order) * WEEKENDS + weekend;
}

/** Components of an index made by `situationIndex`. */
export function timeOfSituation(situation: number): number {
  return Math.floor(situation / (ORDERS * WEEKENDS));
}

export function orderOfSituation(situation: number): number {
  return Math.floor(situation / WEEKENDS) % ORDERS;
}

export function weekendOfSituation(situation: number): number {
  return situation % WEEKENDS;
}
