import type { EpochDay } from "../../time/calendar.ts";

/**
 * Daily sums of the latest RING_DAYS days, and the current run of days. All are whole numbers, so the result does not
 * depend on the order of additions.
 */
export interface BurnoutState {
  /** Number of sessions learned. */
  sessions: number;
  firstDay: EpochDay;
  /** The open day; later days are unknown. Meaningless while `sessions` is 0. */
  day: EpochDay;
  /** Length of the run of days with sessions that ends on `lastActiveDay`. */
  run: number;
  lastActiveDay: EpochDay;
  habit: Habit;
  /**
   * End of the time covered by sessions, in tenths of a minute from the start of `day`; time beyond 14,400 belongs to
   * the next day.
   */
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
    /** The day's check-in in tenths, plus 1; 0 means no check-in. */
    wellnessCode: number[];
  };
}

/** Usual level before the days in the ring; older days have less weight. */
export interface Habit {
  /** Whole numbers; the unit is in stats/ageing. */
  sums: number[];
  /** Days without sessions since the last active day that left the ring: a pause, or the start of an absence. */
  idleDays: number;
}
