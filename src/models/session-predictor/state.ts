import type { EpochDay } from "../../time/calendar.ts";
import { CALIBRATION_BINS, COUNT_BINS, COUNTS, RESIDUAL_BINS } from "./parameters.ts";

/**
 * What the predictor remembers of one person: sums that age, so its size does not grow with the history.
 * Weekday arrays have 7 numbers, Monday first. Everything except `open…` describes closed days only.
 */
export interface SessionPredictorState {
  /** The day that is still going on; all earlier ones are closed. */
  openDay: EpochDay | null;
  closedSessions: number;
  /** Closed days in which the person used a timer: silences of four weeks and more are left out. */
  usedDays: number;
  /** Closed days in a row without any session, given-up ones included, up to the last closed day. */
  unusedDays: number;
  /** Days of a stated absence up to the last closed day; nothing in the state of a person who has stated none. */
  absentDays?: number;
  /** Whether the open day has a session, given-up ones included. */
  openUsed: boolean;

  /** Minutes of `openDay` at which its completed sessions became known, in the order of learning. */
  openMinutes: number[];
  openRatingSum: number;
  openRatings: number;

  /** Sessions per active day: level = levelSessions / levelDays. */
  levelSessions: number;
  levelDays: number;
  weekdaySessions: number[];
  weekdayExpected: number[];

  quickActive: number[];
  quickDays: number[];
  slowActive: number[];
  slowDays: number[];
  activeDays: number;
  presentDays: number;
  quickLogWeight: number;
  slowLogWeight: number;

  /** Probabilities of being present, briefly away, away for long; they add up to 1. */
  present: number;
  shortlyAway: number;
  longAway: number;
  absences: number;
  daysAtRisk: number;

  /** Active days of late, how many were expected, and the variance of that expectation. */
  activityRun: number;
  activityRunExpected: number;
  activityRunVariance: number;
  surprise: number;

  /** The level known before the last silence; 0 without one. */
  returnLevel: number;
  /** Sessions of active days in first weeks back, and what those levels had promised. */
  returnSessions: number;
  returnExpected: number;

  dispersionWeight: number;
  dispersionSum: number;

  /** 7 × 61 aged histogram of counts by weekday, row by row. */
  weekdayCounts: number[];
  recentCounts: number[];
  /** Differences −60 … 60 between a day and the same weekday before. */
  residuals: number[];
  calibration: number[];
  /** Counts of the last seven closed days, oldest first. */
  lastCounts: number[];
  /** Counts of the last 371 closed days, oldest first. */
  dayCounts: number[];

  /** The last 90 days of use: what was said of each that morning, and what came; see `recordedDays`. */
  record: number[];

  /** Closed days since the first session, or since the return from the last silence. */
  spellDays: number;
  /** A smoothed count of all days, each weekday's offset from it, and how often each weekday was seen. */
  smoothedLevel: number;
  smoothedOffsets: number[];
  smoothedSeen: number[];
  /** Aged differences −60 … 60 between a day and what was expected of it. */
  smoothedResiduals: number[];

  /** Aged sums of both same-day parts' scores at past noons, and of the noons. */
  rhythmScore: number;
  analogueScore: number;
  checkedNoons: number;

  /** The seven days under check: days still to come, sessions so far, and what was expected of them all. */
  checkDaysLeft: number;
  checkSessions: number;
  checkExpected: number;
  /** Variance of the total if days were independent, and what full correlation would add to it. */
  checkVariance: number;
  checkCovariance: number;
  /** Whether the person has been away during them. */
  checkAway: boolean;
  /** Aged sums over checked weeks, see `commonFactorShareOf`. */
  commonEvidence: number;
  commonWeight: number;

  /** For the last 180 closed days, oldest first: their counts, and all their minutes in one row, sorted per day. */
  arrivalCounts: number[];
  arrivalMinutes: number[];

  ratingDays: number[];
  ratingSums: number[];
  ratingSquares: number;
  ratings: number;
}

/** Nobody is known yet. */
export function emptyState(): SessionPredictorState {
  return {
    openDay: null,
    closedSessions: 0,
    usedDays: 0,
    unusedDays: 0,
    openUsed: false,
    openMinutes: [],
    openRatingSum: 0,
    openRatings: 0,
    levelSessions: COUNTS.priorLevel * COUNTS.priorLevelDays,
    levelDays: COUNTS.priorLevelDays,
    weekdaySessions: zeros(7),
    weekdayExpected: zeros(7),
    quickActive: zeros(7),
    quickDays: zeros(7),
    slowActive: zeros(7),
    slowDays: zeros(7),
    activeDays: COUNTS.priorActivity * COUNTS.priorActivityDays,
    presentDays: COUNTS.priorActivityDays,
    quickLogWeight: 0,
    slowLogWeight: 0,
    present: 1,
    shortlyAway: 0,
    longAway: 0,
    absences: COUNTS.priorAbsenceRate * COUNTS.priorAbsenceDays,
    daysAtRisk: COUNTS.priorAbsenceDays,
    activityRun: 0,
    activityRunExpected: 0,
    activityRunVariance: 0,
    surprise: 0,
    returnLevel: 0,
    returnSessions: 0,
    returnExpected: 0,
    dispersionWeight: 0,
    dispersionSum: 0,
    weekdayCounts: zeros(7 * COUNT_BINS),
    recentCounts: zeros(COUNT_BINS),
    residuals: zeros(RESIDUAL_BINS),
    calibration: zeros(CALIBRATION_BINS),
    lastCounts: [],
    dayCounts: [],
    record: [],
    spellDays: 0,
    smoothedLevel: COUNTS.priorLevel,
    smoothedOffsets: zeros(7),
    smoothedSeen: zeros(7),
    smoothedResiduals: zeros(RESIDUAL_BINS),
    rhythmScore: 0,
    analogueScore: 0,
    checkedNoons: 0,
    checkDaysLeft: 0,
    checkSessions: 0,
    checkExpected: 0,
    checkVariance: 0,
    checkCovariance: 0,
    checkAway: false,
    commonEvidence: 0,
    commonWeight: 0,
    arrivalCounts: [],
    arrivalMinutes: [],
    ratingDays: zeros(7),
    ratingSums: zeros(7),
    ratingSquares: 0,
    ratings: 0,
  };
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}
