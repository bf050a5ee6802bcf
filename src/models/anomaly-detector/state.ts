import { createAgeing } from "../../stats/ageing.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { type CategoryMix, emptyMix } from "./categories.ts";
import { RING_DAYS, USUAL_HALF_LIFE_DAYS, WEEK_DAYS } from "./parameters.ts";

/** A run of days that ended, and the idle days after it. */
export interface EndedStreak {
  readonly run: number;
  /** First idle day that is neither a day off nor in a stated absence. */
  readonly gapStart: EpochDay;
  /** Day on which the person returned. */
  readonly returnDay: EpochDay;
}

export interface AnomalyState {
  /** All sessions ever learned. */
  sessions: number;
  /** Distinct dates with sessions. */
  activeDays: number;
  firstDay: EpochDay;
  /** The open day. Meaningless while `sessions` is 0, as are the other days. */
  day: EpochDay;
  lastActiveDay: EpochDay;
  /** Length of the run of days with a completed session that ends on `lastRunDay`; empty days off and absences do not end it. */
  run: number;
  lastRunDay: EpochDay;
  endedStreak: EndedStreak | null;
  /** The change of level that was reported on the last closed evening. */
  announcedShift: "up" | "down" | null;
  /** Daily sums of the latest RING_DAYS days, see stats/day-ring. */
  daily: {
    sessions: number[];
    ratings: number[];
    ratingHundredths: number[];
    /** Sums of squared ratings, each rounded to a whole number. */
    ratingSquares: number[];
  };
  /** Sessions by hour of start: the latest WEEK_DAYS days of 24 entries each, and aged sums of the days before. */
  recentHours: number[];
  usualHours: number[];
  categories: CategoryMix;
  /** Aged sums by weekday, Monday first, of the days before those, absences left out: days, active ones, sessions. */
  weekdays: { days: number[]; active: number[]; sessions: number[] };
  /** The latest RATING_LOG ratings in hundredths and their days; the next goes to index `rated mod RATING_LOG`. */
  ratingLog: { rated: number; hundredths: number[]; days: EpochDay[] };
}

export const ageing = createAgeing(USUAL_HALF_LIFE_DAYS);

export function emptyAnomalyState(): AnomalyState {
  const zeros = (length: number) => new Array<number>(length).fill(0);
  return {
    sessions: 0,
    activeDays: 0,
    firstDay: 0,
    day: 0,
    lastActiveDay: 0,
    run: 0,
    lastRunDay: 0,
    endedStreak: null,
    announcedShift: null,
    daily: {
      sessions: zeros(RING_DAYS),
      ratings: zeros(RING_DAYS),
      ratingHundredths: zeros(RING_DAYS),
      ratingSquares: zeros(RING_DAYS),
    },
    recentHours: zeros(WEEK_DAYS * 24),
    usualHours: zeros(24),
    categories: emptyMix(),
    weekdays: { days: zeros(7), active: zeros(7), sessions: zeros(7) },
    ratingLog: { rated: 0, hundredths: [], days: [] },
  };
}
