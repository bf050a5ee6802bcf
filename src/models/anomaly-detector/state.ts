import { createAgeing } from "../../stats/ageing.ts";
import type { EpochDay } from "../../time/calendar.ts";
import { type CategoryMix, emptyMix } from "./categories.ts";
import { RING_DAYS, USUAL_HALF_LIFE_DAYS, WEEK_DAYS } from "./parameters.ts";

/** A run of active days that ended, and the idle days after it. */
export interface EndedStreak {
  readonly run: number;
  /** First idle day that is neither a day off nor in a stated absence. */
  readonly gapStart: EpochDay;
  /** Day of the first session after the gap. */
  readonly returnDay: EpochDay;
}

export interface AnomalyState {
  /** Number of sessions learned. */
  sessions: number;
  /** Number of dates with sessions. */
  activeDays: number;
  firstDay: EpochDay;
  /** The open day. All days in the state are meaningless while `sessions` is 0. */
  day: EpochDay;
  lastActiveDay: EpochDay;
  /**
   * Length of the run of days with a completed session that ends on `lastRunDay`. Empty days off and absences do not
   * end a run.
   */
  run: number;
  lastRunDay: EpochDay;
  endedStreak: EndedStreak | null;
  /** Change of level reported on the last closed evening. */
  announcedShift: "up" | "down" | null;
  /** Daily sums of the latest RING_DAYS days, see stats/day-ring. */
  daily: {
    sessions: number[];
    ratings: number[];
    ratingHundredths: number[];
    /** Sum of squared ratings, each rounded to a whole number. */
    ratingSquares: number[];
  };
  /** Sessions by start hour: 24 entries for each of the latest WEEK_DAYS days. */
  recentHours: number[];
  /** Aged sessions by start hour of the earlier days. */
  usualHours: number[];
  categories: CategoryMix;
  /** Aged sums by weekday (Monday first) of the earlier days without absences: days, active days, sessions. */
  weekdays: { days: number[]; active: number[]; sessions: number[] };
  /**
   * The latest RATING_LOG ratings in hundredths, with their days. The next rating goes to index `rated mod RATING_LOG`.
   */
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
