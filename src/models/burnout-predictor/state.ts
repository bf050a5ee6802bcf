import type { EpochDay } from "../../time/calendar.ts";

/** Daily sums of the latest RING_DAYS days, and the run of days; whole numbers, so that order does not matter. */
export interface BurnoutState {
  /** All sessions ever learned. */
  sessions: number;
  firstDay: EpochDay;
  /** The open day; days after it are not known yet. Meaningless while `sessions` is 0. */
  day: EpochDay;
  /** Length of the run of days with sessions that ends on `lastActiveDay`. */
  run: number;
  lastActiveDay: EpochDay;
  habit: Habit;
  /** Up to where sessions cover the time, tenths of a minute from the start of `day`; beyond 14,400 it is the next day's. */
  coveredTenths: number;
  /** Each has RING_DAYS entries, see stats/day-ring. */
  columns: {
    sessions: number[];
    /** Tenths of a minute. */
    minuteTenths: number[];
    night: number[];
    ratings: number[];
    ratingHundredths: number[];
    /** Sum of the squared ratings, each rounded to a whole number. */
    ratingSquares: number[];
    /** The day's check-in in tenths, plus 1; 0 is none. */
    wellnessCode: number[];
  };
}

/** What was usual before the days in the ring, the older the less it weighs. */
export interface Habit {
  /** Whole numbers; the unit is in stats/ageing. */
  sums: number[];
  /** Days without sessions since the last active day that left the ring: a pause, or the start of an absence. */
  idleDays: number;
}
